using System;
using System.Collections.Generic;

namespace MailOps.Mime;

/// <summary>
/// Reads <c>value *(";" attribute "=" value)</c> (RFC 2045 section 5.1) from unfolded bytes. Laxer: missing semicolons, quotes that
/// never close, spaces in unquoted file names, encoded words in values, empty and nameless parameters.
/// </summary>
internal ref struct ParameterReader(ReadOnlySpan<byte> value)
{
    // Each lookup is a walk over the list, so the list has an end.
    private const int MaxParameters = 500;

    private ReadOnlySpan<byte> _rest = value;

    /// <summary>Reads up to one of the delimiters, white space or comment, and skips what is not the token.</summary>
    public ReadOnlySpan<byte> ReadToken(ReadOnlySpan<byte> delimiters)
    {
        SkipSpace();
        var length = 0;
        while (length < _rest.Length && _rest[length] > 32 && _rest[length] is not ((byte)'(' or (byte)';') && delimiters.IndexOf(_rest[length]) < 0)
        {
            length++;
        }

        var token = _rest.Slice(0, length);
        _rest = _rest.Slice(length);
        SkipSpace();
        return token;
    }

    public bool TrySkip(byte b)
    {
        if (_rest.IsEmpty || _rest[0] != b)
        {
            return false;
        }

        _rest = _rest.Slice(1);
        return true;
    }

    public MimeParameterList ReadParameters(ref MimeFaults faults)
    {
        List<KeyValuePair<string, string>>? plain = null;
        List<ParameterSection>? sections = null;
        var count = 0;
        while (true)
        {
            SkipSeparators();
            if (_rest.IsEmpty || ++count > MaxParameters)
            {
                break;
            }

            var name = ReadToken("="u8);
            if (!TrySkip((byte)'='))
            {
                faults |= MimeFaults.Parameter;
                SkipJunk();
                continue;
            }

            var isFileName = AsciiText.StartsWithIgnoreCase(name, "filename") || AsciiText.StartsWithIgnoreCase(name, "name");
            var raw = ReadValue(isFileName, ref faults, out var isQuoted);
            if (name.IsEmpty)
            {
                faults |= MimeFaults.Parameter;
            }
            else if (name.IndexOf((byte)'*') >= 0 && ParameterSection.TryCreate(name, isQuoted ? Unquote(raw) : raw.ToArray(), out var section))
            {
                (sections ??= []).Add(section);
            }
            else
            {
                AddFirst(plain ??= [], AsciiText.Latin1(name), Text(isQuoted ? Unquote(raw) : raw, ref faults));
            }
        }

        if (sections is not null)
        {
            ParameterSection.Join(sections, plain ??= [], ref faults);
        }

        return plain is null ? MimeParameterList.Empty : new MimeParameterList(plain);
    }

    public static void AddFirst(List<KeyValuePair<string, string>> parameters, string name, string value)
    {
        foreach (var parameter in parameters)
        {
            if (string.Equals(parameter.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        parameters.Add(new KeyValuePair<string, string>(name, value));
    }

    // Encoded words do not belong into parameters (RFC 2047 section 5), but Outlook and others put file names there so.
    private static string Text(ReadOnlySpan<byte> bytes, ref MimeFaults faults) => HeaderText.Read(bytes, decodeWords: true, ref faults);

    private ReadOnlySpan<byte> ReadValue(bool isFileName, ref MimeFaults faults, out bool isQuoted)
    {
        SkipSpace();
        isQuoted = TrySkip((byte)'"');
        if (isQuoted)
        {
            return ReadQuoted(ref faults);
        }

        var length = 0;
        while (length < _rest.Length && _rest[length] != (byte)';' && (isFileName || (!LineEnds.IsSpace(_rest[length]) && _rest[length] != (byte)'(')))
        {
            length++;
        }

        var raw = LineEnds.Trim(_rest.Slice(0, length));
        _rest = _rest.Slice(length);
        if (raw.Length > 0 && raw[raw.Length - 1] == (byte)'"')
        {
            faults |= MimeFaults.Parameter;
            raw = raw.Slice(0, raw.Length - 1);
        }

        return raw;
    }

    private ReadOnlySpan<byte> ReadQuoted(ref MimeFaults faults)
    {
        var length = 0;
        while (length < _rest.Length && _rest[length] != (byte)'"')
        {
            length += _rest[length] == (byte)'\\' && length + 1 < _rest.Length ? 2 : 1;
        }

        if (length < _rest.Length)
        {
            var quoted = _rest.Slice(0, length);
            _rest = _rest.Slice(length + 1);
            return quoted;
        }

        // The quote never closes: the value ends where the next parameter begins.
        faults |= MimeFaults.Parameter;
        var end = _rest.IndexOf((byte)';');
        var cut = LineEnds.Trim(end < 0 ? _rest : _rest.Slice(0, end));
        _rest = end < 0 ? default : _rest.Slice(end);
        return cut;
    }

    // quoted-pair = "\" any. A backslash before a letter was meant as one: programs of Windows put whole paths there.
    private static byte[] Unquote(ReadOnlySpan<byte> quoted)
    {
        var output = new byte[quoted.Length];
        var written = 0;
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] == (byte)'\\' && i + 1 < quoted.Length && quoted[i + 1] is (byte)'"' or (byte)'\\')
            {
                i++;
            }

            output[written++] = quoted[i];
        }

        Array.Resize(ref output, written);
        return output;
    }

    private void SkipSeparators()
    {
        SkipSpace();
        while (TrySkip((byte)';') || TrySkip((byte)','))
        {
            SkipSpace();
        }
    }

    // What is no parameter: up to the next separator, but at least one byte.
    private void SkipJunk()
    {
        var length = _rest.IndexOfAny((byte)';', (byte)' ', (byte)'\t');
        _rest = length < 0 ? default : _rest.Slice(Math.Max(length, Math.Min(1, _rest.Length)));
    }

    // White space and comments (RFC 5322 section 3.2.2).
    private void SkipSpace()
    {
        var depth = 0;
        var i = 0;
        while (i < _rest.Length)
        {
            var b = _rest[i];
            if (b == (byte)'(')
            {
                depth++;
            }
            else if (b == (byte)')' && depth > 0)
            {
                depth--;
            }
            else if (depth == 0 && b > 32)
            {
                break;
            }
            else if (depth > 0 && b == (byte)'\\')
            {
                i++;
            }

            i++;
        }

        _rest = i >= _rest.Length ? default : _rest.Slice(i);
    }
}
