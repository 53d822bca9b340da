using System;
using System.Collections.Generic;

namespace MailOps.Authentication.Signing;

/// <summary>
/// The header of a message as signatures see it: fields in their octets. Lines end with CRLF or LF; what is no field is passed over, as
/// verifiers do.
/// </summary>
internal sealed class SignedHeader
{
    private readonly ReadOnlyMemory<byte> _block;
    private readonly List<SignedField> _fields = new(32);

    private SignedHeader(ReadOnlyMemory<byte> block) => _block = block;

    public int Count => _fields.Count;

    public SignedField this[int index] => _fields[index];

    /// <summary>Finds the fields of a header block.</summary>
    /// <param name="block">The block, up to the empty line or the end of the message.</param>
    public static SignedHeader Read(ReadOnlyMemory<byte> block)
    {
        var header = new SignedHeader(block);
        header.Scan(block.Span);
        return header;
    }

    /// <summary>Where the body begins: behind the first empty line; -1 when there is none yet.</summary>
    /// <param name="data">The beginning of the message.</param>
    /// <param name="from">How much of it has been searched before.</param>
    public static int FindBody(ReadOnlySpan<byte> data, int from = 0)
    {
        // A message may begin with the empty line: then it has no header.
        if (from == 0 && data.Length > 0 && (data[0] == '\n' || (data[0] == '\r' && data.Length > 1 && data[1] == '\n')))
        {
            return data[0] == '\n' ? 1 : 2;
        }

        for (var i = from; i < data.Length;)
        {
            var lf = data.Slice(i).IndexOf((byte)'\n');
            if (lf < 0)
            {
                return -1;
            }

            i += lf + 1;
            if (i < data.Length && data[i] == '\n')
            {
                return i + 1;
            }

            if (i + 1 < data.Length && data[i] == '\r' && data[i + 1] == '\n')
            {
                return i + 2;
            }
        }

        return -1;
    }

    public ReadOnlySpan<byte> Name(int index) => _block.Span.Slice(_fields[index].Start, _fields[index].NameEnd - _fields[index].Start);

    public ReadOnlySpan<byte> Value(int index) => _block.Span.Slice(_fields[index].ValueStart, _fields[index].End - _fields[index].ValueStart);

    /// <summary>Name, colon and value, without the line end.</summary>
    public ReadOnlySpan<byte> Raw(int index) => _block.Span.Slice(_fields[index].Start, _fields[index].End - _fields[index].Start);

    public bool IsNamed(int index, ReadOnlySpan<byte> name) => EqualsIgnoreCase(Name(index), name);

    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && ToLower(left[i]) != ToLower(right[i]))
            {
                return false;
            }
        }

        return true;
    }

    public static byte ToLower(byte c) => c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c;

    private void Scan(ReadOnlySpan<byte> block)
    {
        var start = 0;
        while (start < block.Length)
        {
            var end = EndOfField(block, start, out var next);
            var colon = block.Slice(start, end - start).IndexOf((byte)':');
            if (colon > 0)
            {
                var nameEnd = start + colon;
                while (nameEnd > start && block[nameEnd - 1] is (byte)' ' or (byte)'\t')
                {
                    nameEnd--;
                }

                if (nameEnd > start)
                {
                    _fields.Add(new SignedField(start, nameEnd, start + colon + 1, end));
                }
            }

            start = next;
        }
    }

    // A field ends at the first line end that no white space follows.
    private static int EndOfField(ReadOnlySpan<byte> block, int start, out int next)
    {
        for (var i = start; ;)
        {
            var lf = block.Slice(i).IndexOf((byte)'\n');
            if (lf < 0)
            {
                next = block.Length;
                return block.Length;
            }

            i += lf + 1;
            if (i == block.Length || block[i] is not ((byte)' ' or (byte)'\t'))
            {
                next = i;
                return i - 1 > start && block[i - 2] == '\r' ? i - 2 : i - 1;
            }
        }
    }
}
