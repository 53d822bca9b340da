using System;

namespace MailOps.Authentication.Signing;

/// <summary>Header fields in the form that is signed (RFC 6376 sections 3.4.1 and 3.4.2).</summary>
internal static class HeaderCanonicalizer
{
    /// <summary>Writes one field with its line end.</summary>
    public static void Write(SignedHeader header, int index, Canonicalization mode, OctetBuffer output)
    {
        WriteField(header.Name(index), header.Raw(index), header.Value(index), mode, output);
        output.AddLineEnd();
    }

    /// <summary>Writes the field of the signature itself, with one tag's value taken out and without a line end (section 3.7).</summary>
    /// <param name="header">The header.</param>
    /// <param name="index">The field of the signature.</param>
    /// <param name="cutStart">Where the value to take out begins in the field's value.</param>
    /// <param name="cutEnd">Where it ends.</param>
    /// <param name="mode">How to canonicalize.</param>
    /// <param name="output">Where to.</param>
    public static void WriteSignature(SignedHeader header, int index, int cutStart, int cutEnd, Canonicalization mode, OctetBuffer output)
    {
        var raw = header.Raw(index);
        var value = header.Value(index);
        var before = raw.Length - value.Length;
        var cut = new byte[raw.Length - (cutEnd - cutStart)];
        raw.Slice(0, before + cutStart).CopyTo(cut);
        raw.Slice(before + cutEnd).CopyTo(cut.AsSpan(before + cutStart));
        WriteField(header.Name(index), cut, cut.AsSpan(before), mode, output);
    }

    private static void WriteField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> value, Canonicalization mode, OctetBuffer output)
    {
        if (mode == Canonicalization.Simple)
        {
            WriteLines(raw, output);
        }
        else
        {
            WriteRelaxed(name, value, output);
        }
    }

    // simple: nothing changes; bare line feeds, as files on disk have them, stand for CRLF.
    private static void WriteLines(ReadOnlySpan<byte> raw, OctetBuffer output)
    {
        while (raw.IndexOf((byte)'\n') is var lf and >= 0)
        {
            output.Add(raw.Slice(0, lf > 0 && raw[lf - 1] == '\r' ? lf - 1 : lf));
            output.AddLineEnd();
            raw = raw.Slice(lf + 1);
        }

        output.Add(raw);
    }

    // relaxed: name in lower case, lines unfolded, each run of white space one space, none around the colon and at the end.
    private static void WriteRelaxed(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, OctetBuffer output)
    {
        var room = output.Reserve(name.Length + value.Length + 1);
        var length = 0;
        foreach (var c in name)
        {
            room[length++] = SignedHeader.ToLower(c);
        }

        room[length++] = (byte)':';
        var start = length;
        var isPending = false;
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is (byte)' ' or (byte)'\t')
            {
                isPending = true;
                continue;
            }

            // A line end inside a field is a fold, and white space follows it; a carriage return alone is a character like others.
            if (c == '\n' || (c == '\r' && i + 1 < value.Length && value[i + 1] == '\n'))
            {
                continue;
            }

            if (isPending && length > start)
            {
                room[length++] = (byte)' ';
            }

            isPending = false;
            room[length++] = c;
        }

        output.Advance(length);
    }
}
