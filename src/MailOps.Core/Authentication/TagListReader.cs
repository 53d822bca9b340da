using System;

namespace MailOps.Authentication;

/// <summary>
/// Cuts a tag list into tags (RFC 6376 section 3.2):
/// <code>
/// tag-list = tag-spec *( ";" tag-spec ) [ ";" ]
/// tag-spec = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]
/// tag-name = ALPHA *ALNUMPUNC
/// </code>
/// It stays on the octets of the list, so that a caller can cut a value out of them.
/// </summary>
internal ref struct TagListReader
{
    private readonly ReadOnlySpan<byte> _list;
    private readonly bool _skipsEmpty;
    private int _next;

    /// <param name="list">The octets of the list.</param>
    /// <param name="skipsEmpty">Whether two semicolons in a row do no harm, as in records that people wrote.</param>
    public TagListReader(ReadOnlySpan<byte> list, bool skipsEmpty = false)
    {
        _list = list;
        _skipsEmpty = skipsEmpty;
        _next = 0;
        Name = default;
        Value = default;
        IsBroken = false;
        ValueStart = 0;
        ValueEnd = 0;
    }

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The value without white space around it.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Where the value begins in the list: directly behind the equals sign.</summary>
    public int ValueStart { get; private set; }

    /// <summary>Where it ends: at the semicolon, or at the end of the list.</summary>
    public int ValueEnd { get; private set; }

    /// <summary>Whether a tag was met that is none; it is the last one read.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Goes on to the next tag.</summary>
    /// <returns>False at the end, and at something that is no tag.</returns>
    public bool Read()
    {
        int start, end;
        ReadOnlySpan<byte> tag;
        do
        {
            if (_next > _list.Length)
            {
                return false;
            }

            start = _next;
            var rest = _list.Slice(start);
            end = rest.IndexOf((byte)';');
            tag = end < 0 ? rest : rest.Slice(0, end);
            _next = end < 0 ? _list.Length + 1 : start + end + 1;
        }
        while (_skipsEmpty && end >= 0 && Trim(tag).IsEmpty);

        var equals = tag.IndexOf((byte)'=');
        if (equals < 0)
        {
            // Nothing but white space may follow the last semicolon.
            IsBroken = end >= 0 || !Trim(tag).IsEmpty;
            return false;
        }

        Name = Trim(tag.Slice(0, equals));
        Value = Trim(tag.Slice(equals + 1));
        ValueStart = start + equals + 1;
        ValueEnd = start + tag.Length;
        IsBroken = !IsName(Name);
        return !IsBroken;
    }

    /// <summary>Whether the name of the current tag is this one.</summary>
    public readonly bool Is(string name)
    {
        if (Name.Length != name.Length)
        {
            return false;
        }

        for (var i = 0; i < name.Length; i++)
        {
            if (Name[i] != name[i])
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsSpace(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text.Slice(start, end - start);
    }

    /// <summary>Cuts the next entry off a list, trimmed.</summary>
    public static ReadOnlySpan<byte> TakeEntry(ref ReadOnlySpan<byte> list, byte separator)
    {
        var end = list.IndexOf(separator);
        var entry = end < 0 ? list : list.Slice(0, end);
        list = end < 0 ? default : list.Slice(end + 1);
        return Trim(entry);
    }

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        foreach (var c in name)
        {
            if (c is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_'))
            {
                return false;
            }
        }

        return !name.IsEmpty && (name[0] | 0x20) is >= 'a' and <= 'z';
    }
}
