using System;

namespace MailOps.Mime;

/// <summary>Quoted-printable content (RFC 2045 section 6.7).</summary>
internal static class QuotedPrintable
{
    /// <summary>
    /// Decodes; the output needs as much room as the source has. White space at the end of a line was added on the way and is dropped
    /// (rule 3); an equals sign without two digits stays, as section 6.7 proposes; lower-case digits are taken.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> output, ref MimeFaults faults)
    {
        var written = 0;
        while (source.Length > 0)
        {
            var lineEnd = LineEnds.Find(source, 0, out var next);
            var line = source.Slice(0, lineEnd);
            var end = source.Slice(lineEnd, next - lineEnd);
            source = source.Slice(next);
            while (line.Length > 0 && LineEnds.IsSpace(line[line.Length - 1]))
            {
                line = line.Slice(0, line.Length - 1);
            }

            var isSoft = line.Length > 0 && line[line.Length - 1] == (byte)'=';
            written += DecodeLine(isSoft ? line.Slice(0, line.Length - 1) : line, output.Slice(written), ref faults);
            if (!isSoft)
            {
                end.CopyTo(output.Slice(written));
                written += end.Length;
            }
        }

        return written;
    }

    private static int DecodeLine(ReadOnlySpan<byte> line, Span<byte> output, ref MimeFaults faults)
    {
        var written = 0;
        while (true)
        {
            var length = line.IndexOf((byte)'=');
            if (length < 0)
            {
                line.CopyTo(output.Slice(written));
                return written + line.Length;
            }

            line.Slice(0, length).CopyTo(output.Slice(written));
            written += length;
            line = line.Slice(length);
            var high = line.Length > 2 ? AsciiText.Hex(line[1]) : -1;
            var low = high >= 0 ? AsciiText.Hex(line[2]) : -1;
            if (low >= 0)
            {
                output[written++] = (byte)((high << 4) | low);
                line = line.Slice(3);
            }
            else
            {
                faults |= MimeFaults.QuotedPrintable;
                output[written++] = (byte)'=';
                line = line.Slice(1);
            }
        }
    }
}
