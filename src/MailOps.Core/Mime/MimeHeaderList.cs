using System;
using System.Collections;
using System.Collections.Generic;

namespace MailOps.Mime;

/// <summary>
/// The fields of one header, in order. Names are compared without regard to case, in the bytes of the message; a value becomes text when
/// it is first asked for.
/// </summary>
public sealed class MimeHeaderList : IReadOnlyList<MimeHeader>
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly HeaderField[] _fields;
    private string?[]? _values;
    private MimeFaults _faults;

    internal MimeHeaderList(ReadOnlyMemory<byte> source, HeaderField[] fields, MimeFaults faults)
    {
        _source = source;
        _fields = fields;
        _faults = faults;
    }

    /// <inheritdoc/>
    public int Count => _fields.Length;

    /// <summary>What reading these fields noticed; values that nobody has asked for yet may still add to it.</summary>
    public FindingList Findings => _faults.ToFindings();

    internal MimeFaults Faults => _faults;

    /// <inheritdoc/>
    public MimeHeader this[int index] =>
        (uint)index < (uint)_fields.Length ? new MimeHeader(this, index) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The decoded value of the first field of this name; null when there is none.</summary>
    /// <param name="name">The name without colon; case does not matter.</param>
    public string? this[string name]
    {
        get
        {
            var index = IndexOf(name);
            return index < 0 ? null : ValueAt(index);
        }
    }

    /// <summary>Whether there is a field of this name.</summary>
    /// <param name="name">The name without colon; case does not matter.</param>
    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>The decoded values of all fields of this name, from top to bottom.</summary>
    /// <param name="name">The name without colon; case does not matter.</param>
    public IReadOnlyList<string> GetAll(string name)
    {
        List<string>? values = null;
        for (var i = IndexOf(name); i >= 0; i = IndexOf(name, i + 1))
        {
            (values ??= []).Add(ValueAt(i));
        }

        return values is null ? [] : values;
    }

    /// <summary>The first field of this name.</summary>
    /// <param name="name">The name without colon; case does not matter.</param>
    /// <param name="header">The field.</param>
    /// <returns>False when there is none.</returns>
    public bool TryGet(string name, out MimeHeader header)
    {
        var index = IndexOf(name);
        header = index < 0 ? default : new MimeHeader(this, index);
        return index >= 0;
    }

    /// <summary>The bytes behind the colon of the first field of this name.</summary>
    /// <param name="name">The name without colon; case does not matter.</param>
    /// <param name="value">The bytes, folds included; a slice of the message.</param>
    /// <returns>False when there is none.</returns>
    public bool TryGetRaw(string name, out ReadOnlyMemory<byte> value)
    {
        var index = IndexOf(name);
        value = index < 0 ? default : RawValueAt(index);
        return index >= 0;
    }

    /// <summary>The fields in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<MimeHeader> IEnumerable<MimeHeader>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal int IndexOf(string name, int from = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        var source = _source.Span;
        for (var i = from; i < _fields.Length; i++)
        {
            ref readonly var field = ref _fields[i];
            if (field.NameLength == name.Length && AsciiText.EqualsIgnoreCase(source.Slice(field.Start, name.Length), name))
            {
                return i;
            }
        }

        return -1;
    }

    internal bool NameEquals(int index, string name) =>
        AsciiText.EqualsIgnoreCase(_source.Span.Slice(_fields[index].Start, _fields[index].NameLength), name);

    internal string NameAt(int index) => KnownHeaders.NameOf(_source.Span.Slice(_fields[index].Start, _fields[index].NameLength));

    internal string ValueAt(int index)
    {
        var values = _values ??= new string?[_fields.Length];
        return values[index] ??= HeaderText.Read(RawValueSpan(index), decodeWords: true, ref _faults);
    }

    internal string UnfoldedValueAt(int index) => HeaderText.Read(RawValueSpan(index), decodeWords: false, ref _faults);

    internal ReadOnlyMemory<byte> RawValueAt(int index) =>
        _source.Slice(_fields[index].ValueStart, _fields[index].ValueEnd - _fields[index].ValueStart);

    internal ReadOnlySpan<byte> RawValueSpan(int index) =>
        _source.Span.Slice(_fields[index].ValueStart, _fields[index].ValueEnd - _fields[index].ValueStart);

    internal ReadOnlyMemory<byte> RawAt(int index) =>
        _source.Slice(_fields[index].Start, _fields[index].ValueEnd - _fields[index].Start);

    /// <summary>Walks over the fields without allocating.</summary>
    public struct Enumerator : IEnumerator<MimeHeader>
    {
        private readonly MimeHeaderList _list;
        private int _index;

        internal Enumerator(MimeHeaderList list)
        {
            _list = list;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly MimeHeader Current => new(_list, _index);

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _list._fields.Length;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
