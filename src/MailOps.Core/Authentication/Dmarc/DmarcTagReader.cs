using System;

namespace MailOps.Authentication.Dmarc;

/// <summary>
/// Cuts a record into tags (RFC 9989 section 4.8):
/// <code>
/// dmarc-record = dmarc-version *(dmarc-sep dmarc-tag) [dmarc-sep]
/// dmarc-sep    = *WSP ";" *WSP
/// dmarc-tag    = 1*ALPHA *WSP "=" *WSP 1*dmarc-value
/// dmarc-value  = %x20-3A / %x3C-7E
/// </code>
/// Laxer than that in three points, as receivers are: empty tags (<c>;;</c>) are passed over, and so are values left empty; and a tab may stand where the
/// list of URIs has white space.
/// </summary>
internal ref struct DmarcTagReader
{
    private ReadOnlySpan<char> _rest;

    public DmarcTagReader(ReadOnlySpan<char> record)
    {
        _rest = record;
        Name = default;
        Value = default;
        Text = default;
    }

    /// <summary>The tag between its semicolons, trimmed.</summary>
    public ReadOnlySpan<char> Text { get; private set; }

    /// <summary>The name; empty when the text is no tag: no equals sign, no letters before it, or a character that no tag may have.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    public ReadOnlySpan<char> Value { get; private set; }

    public bool Read()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf(';');
            Text = Trim(end < 0 ? _rest : _rest.Slice(0, end));
            _rest = end < 0 ? default : _rest.Slice(end + 1);
            if (!Text.IsEmpty)
            {
                Split();
                return true;
            }
        }

        return false;
    }

    internal static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
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

    internal static bool IsSpace(char c) => c is ' ' or '\t';

    private void Split()
    {
        var equals = Text.IndexOf('=');
        Name = equals < 0 ? default : Trim(Text.Slice(0, equals));
        Value = equals < 0 ? default : Trim(Text.Slice(equals + 1));
        if (!IsName(Name) || !IsPrintable(Value))
        {
            Name = default;
        }
    }

    // Digits and the underscore are taken as well: such a tag can only be an unknown one, and that is what a person wants to hear.
    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return !name.IsEmpty && name[0] is not (>= '0' and <= '9');
    }

    private static bool IsPrintable(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (c is (< ' ' and not '\t') or > '~')
            {
                return false;
            }
        }

        return true;
    }
}
