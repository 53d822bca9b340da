using System;

namespace MailOps.Authentication.Signing;

/// <summary>How much of a piece of a body is canonical as it stands.</summary>
internal static class CanonicalRun
{
    /// <summary>
    /// The length of the beginning that needs no change, whatever follows: all line ends are CRLF, and for relaxed there is no tab, no run of white space and
    /// none at a line end. Zero when the first octet already depends on what comes.
    /// </summary>
    public static int Length(ReadOnlySpan<byte> data, bool isRelaxed)
    {
        var end = isRelaxed ? CanonicalScan.FirstUncleanRelaxed(data) : CanonicalScan.FirstUncleanSimple(data);

        // What the next octet decides about stays out: a return at the very end, and for relaxed a space.
        if (end == data.Length)
        {
            while (end > 0 && (data[end - 1] == '\r' || (isRelaxed && data[end - 1] == ' ')))
            {
                end--;
            }
        }

        return end;
    }
}
