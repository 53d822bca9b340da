using System;

namespace MailOps.Platform;

/// <summary>Finds where a body stops being canonical (RFC 6376 section 3.4).</summary>
internal static class CanonicalScan
{
    /// <summary>The first line feed without a carriage return before it; the length of the data when there is none.</summary>
    public static int FirstUncleanSimple(ReadOnlySpan<byte> data)
    {
        for (var i = 0; ;)
        {
            var feed = data.Slice(i).IndexOf((byte)'\n');
            if (feed < 0)
            {
                return data.Length;
            }

            i += feed;
            if (i == 0 || data[i - 1] != '\r')
            {
                return i;
            }

            i++;
        }
    }

    /// <summary>Also the first tab, and the first space with white space or a line end behind it.</summary>
    public static int FirstUncleanRelaxed(ReadOnlySpan<byte> data)
    {
        for (var i = 0; i < data.Length; i++)
        {
            var c = data[i];

            // Nearly all octets are beyond the space.
            if (c > ' ')
            {
                continue;
            }

            var isUnclean = c == '\n' ? i == 0 || data[i - 1] != '\r'
                : c == '\t' || (c == ' ' && i + 1 < data.Length && data[i + 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');
            if (isUnclean)
            {
                return i;
            }
        }

        return data.Length;
    }
}
