using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MailOps.Platform;

/// <summary>Finds where a body stops being canonical (RFC 6376 section 3.4), 16 octets at a time.</summary>
internal static class CanonicalScan
{
    /// <summary>The first line feed without a carriage return before it; the length of the data when there is none.</summary>
    public static int FirstUncleanSimple(ReadOnlySpan<byte> data) => First(data, isRelaxed: false);

    /// <summary>Also the first tab, and the first space with white space or a line end behind it.</summary>
    public static int FirstUncleanRelaxed(ReadOnlySpan<byte> data) => First(data, isRelaxed: true);

    private static int First(ReadOnlySpan<byte> data, bool isRelaxed)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated && data.Length > Vector128<byte>.Count)
        {
            ref var start = ref MemoryMarshal.GetReference(data);
            var returns = Vector128.Create((byte)'\r');
            var feeds = Vector128.Create((byte)'\n');
            var spaces = Vector128.Create((byte)' ');
            var tabs = Vector128.Create((byte)'\t');
            if (data[0] == '\n')
            {
                return 0;
            }

            for (; i < data.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                var here = Vector128.LoadUnsafe(ref start, (nuint)i);
                var next = Vector128.LoadUnsafe(ref start, (nuint)i + 1);
                var nextFeed = Vector128.Equals(next, feeds);

                // A line feed at i + 1 whose place i is no return is found at i; the place that is told is that of the feed.
                var unclean = Vector128.AndNot(nextFeed, Vector128.Equals(here, returns));
                var bits = unclean.ExtractMostSignificantBits() << 1;
                if (isRelaxed)
                {
                    var space = Vector128.Equals(here, spaces) & (Vector128.Equals(next, spaces) | Vector128.Equals(next, tabs) | Vector128.Equals(next, returns) | nextFeed);
                    bits |= (space | Vector128.Equals(here, tabs)).ExtractMostSignificantBits();
                }

                if (bits != 0)
                {
                    return i + System.Numerics.BitOperations.TrailingZeroCount(bits);
                }
            }
        }

        for (; i < data.Length; i++)
        {
            var c = data[i];
            var isUnclean = c == '\n' ? i == 0 || data[i - 1] != '\r'
                : isRelaxed && (c == '\t' || (c == ' ' && i + 1 < data.Length && data[i + 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'));
            if (isUnclean)
            {
                return i;
            }
        }

        return data.Length;
    }
}
