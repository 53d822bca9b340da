using System;

namespace MailOps.Platform;

/// <summary>A shortcut that only the newer build has; here all addresses take the scanner.</summary>
internal static class PlainAddress
{
    public static bool TryScan(ReadOnlySpan<char> text, out int at, out bool hasUpperDomain)
    {
        at = 0;
        hasUpperDomain = false;
        return false;
    }
}
