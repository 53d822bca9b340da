using System;

namespace MailOps;

/// <summary>Sets of code points kept as a flat array of first and last, in rising order.</summary>
internal static class CodePointRanges
{
    public static bool Contains(int[] ranges, int point)
    {
        var found = Array.BinarySearch(ranges, point);

        // A hit is a first or a last itself; otherwise the place where it would go is odd exactly within a range.
        return found >= 0 || (~found & 1) == 1;
    }
}
