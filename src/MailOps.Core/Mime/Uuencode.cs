using System;

namespace MailOps.Mime;

/// <summary>Content with the transfer encoding x-uuencode, as old programs send it (POSIX uuencode).</summary>
internal static class Uuencode
{
    /// <summary>Decodes the lines between "begin" and "end"; the output needs as much room as the source has.</summary>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> output, ref MimeFaults faults)
    {
        var written = 0;
        var begun = false;
        var ended = false;
        while (source.Length > 0 && !ended)
        {
            var lineEnd = LineEnds.Find(source, 0, out var next);
            var line = source.Slice(0, lineEnd);
            source = source.Slice(next);
            if (!begun)
            {
                begun = line.StartsWith("begin "u8);
            }
            else if (line.SequenceEqual("end"u8))
            {
                ended = true;
            }
            else if (line.Length > 0)
            {
                written += DecodeLine(line, output.Slice(written), ref faults);
            }
        }

        if (!ended)
        {
            faults |= MimeFaults.Uuencode;
        }

        return written;
    }

    // The first character tells how many bytes the line holds; four characters are three bytes; a missing one was a trailing space.
    private static int DecodeLine(ReadOnlySpan<byte> line, Span<byte> output, ref MimeFaults faults)
    {
        var wanted = Value(line[0]);
        if (wanted < 0 || line.Length - 1 > (wanted + 2) / 3 * 4 + 2)
        {
            faults |= MimeFaults.Uuencode;
            return 0;
        }

        var written = 0;
        for (var i = 1; written < wanted && i < line.Length; i += 4)
        {
            var bits = 0;
            for (var k = 0; k < 4; k++)
            {
                var value = i + k < line.Length ? Value(line[i + k]) : 0;
                if (value < 0)
                {
                    faults |= MimeFaults.Uuencode;
                    value = 0;
                }

                bits = (bits << 6) | value;
            }

            for (var shift = 16; shift >= 0 && written < wanted; shift -= 8)
            {
                output[written++] = (byte)(bits >> shift);
            }
        }

        return written;
    }

    private static int Value(byte b) => b is >= 32 and <= 96 ? (b - 32) & 63 : -1;
}
