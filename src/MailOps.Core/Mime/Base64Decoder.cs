using System;
using System.Buffers;

namespace MailOps.Mime;

/// <summary>
/// Base64 (RFC 2045 section 6.8) in one or several pieces. Line ends and white space are skipped; so are foreign characters, as the RFC
/// asks, but they are noticed. Padding ends a group, not the content: several encoded texts behind each other are decoded.
/// </summary>
internal struct Base64Decoder
{
    private static readonly int[] Values = MakeValues();

    private int _bits;
    private int _count;
    private bool _foreign;
    private bool _padded;

    /// <summary>Whether a foreign character was seen or the last group is not complete.</summary>
    public readonly bool IsBroken => _foreign || (_count != 0 && !_padded);

    /// <summary>The largest output of so many bytes.</summary>
    public static int MaxLength(int encoded) => ((encoded + 3) / 4 * 3) + 3;

    public void Reset()
    {
        _bits = 0;
        _count = 0;
        _foreign = false;
        _padded = false;
    }

    /// <summary>Decodes a piece; the output must have room for <see cref="MaxLength"/>.</summary>
    public int Decode(ReadOnlySpan<byte> source, Span<byte> output)
    {
        var written = 0;
        while (source.Length > 0)
        {
            var length = source.IndexOfAny(LineEnds.Lf, LineEnds.Cr);
            var line = length < 0 ? source : source.Slice(0, length);
            source = length < 0 ? default : source.Slice(length + 1);
            if (_count == 0 && line.Length >= 4 && (line.Length & 3) == 0
                && System.Buffers.Text.Base64.DecodeFromUtf8(line, output.Slice(written), out var consumed, out var decoded) == OperationStatus.Done
                && consumed == line.Length)
            {
                written += decoded;
            }
            else
            {
                written += DecodeSlowly(line, output.Slice(written));
            }
        }

        return written;
    }

    private int DecodeSlowly(ReadOnlySpan<byte> line, Span<byte> output)
    {
        var written = 0;
        foreach (var b in line)
        {
            var value = Values[b];
            if (value >= 0)
            {
                _padded = false;
                _bits = (_bits << 6) | value;
                _count++;
                if (_count == 4)
                {
                    output[written++] = (byte)(_bits >> 16);
                    output[written++] = (byte)(_bits >> 8);
                    output[written++] = (byte)_bits;
                    _bits = 0;
                    _count = 0;
                }
            }
            else if (b == (byte)'=')
            {
                written += FlushGroup(output.Slice(written));
            }
            else if (!LineEnds.IsSpace(b))
            {
                _foreign = true;
            }
        }

        return written;
    }

    /// <summary>What an incomplete last group holds: two characters are one byte, three are two.</summary>
    public int Finish(Span<byte> output)
    {
        var broken = IsBroken;
        var written = FlushGroup(output);
        _foreign = broken;
        return written;
    }

    private int FlushGroup(Span<byte> output)
    {
        var written = 0;
        if (_count == 2)
        {
            output[written++] = (byte)(_bits >> 4);
        }
        else if (_count == 3)
        {
            output[written++] = (byte)(_bits >> 10);
            output[written++] = (byte)(_bits >> 2);
        }
        else if (_count == 1)
        {
            _foreign = true;
        }

        _bits = 0;
        _count = 0;
        _padded = true;
        return written;
    }

    private static int[] MakeValues()
    {
        var values = new int[256];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = -1;
        }

        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (var i = 0; i < Alphabet.Length; i++)
        {
            values[Alphabet[i]] = i;
        }

        return values;
    }
}
