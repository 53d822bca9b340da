using System;

namespace MailOps.Mime;

/// <summary>One header field: a place in the bytes of the message, read when asked for.</summary>
public readonly struct MimeHeader : IEquatable<MimeHeader>
{
    private readonly MimeHeaderList _list;
    private readonly int _index;

    internal MimeHeader(MimeHeaderList list, int index)
    {
        _list = list;
        _index = index;
    }

    /// <summary>The name as written, without the colon.</summary>
    public string Name => _list.NameAt(_index);

    /// <summary>
    /// The value for people: unfolded (RFC 5322 section 2.2.3), trimmed, encoded words decoded (RFC 2047). It never holds CR, LF or NUL,
    /// also when an encoded word does.
    /// </summary>
    public string Value => _list.ValueAt(_index);

    /// <summary>
    /// The value for parsers: unfolded and trimmed, encoded words left as they are. Addresses must be told apart in this form, since a
    /// decoded display name may hold a comma.
    /// </summary>
    public string UnfoldedValue => _list.UnfoldedValueAt(_index);

    /// <summary>The bytes behind the colon up to the line end of the last continuation, folds and white space included.</summary>
    public ReadOnlyMemory<byte> RawValue => _list.RawValueAt(_index);

    /// <summary>The bytes of the whole field, name and colon included, without the last line end.</summary>
    public ReadOnlyMemory<byte> Raw => _list.RawAt(_index);

    /// <summary>Whether the field has this name; the case of letters does not matter.</summary>
    /// <param name="name">The name without colon.</param>
    public bool Is(string name) => _list.NameEquals(_index, name);

    /// <inheritdoc/>
    public bool Equals(MimeHeader other) => ReferenceEquals(_list, other._list) && _index == other._index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MimeHeader other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _index ^ (_list?.GetHashCode() ?? 0);

    /// <summary>Whether both are the same field of the same message.</summary>
    public static bool operator ==(MimeHeader left, MimeHeader right) => left.Equals(right);

    /// <summary>Whether both are not the same field of the same message.</summary>
    public static bool operator !=(MimeHeader left, MimeHeader right) => !left.Equals(right);

    /// <summary>Name and value on one line.</summary>
    public override string ToString() => _list is null ? "" : Name + ": " + Value;
}
