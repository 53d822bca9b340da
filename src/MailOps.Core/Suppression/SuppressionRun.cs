using System;
using System.Globalization;

namespace MailOps.Suppression;

/// <summary>Names the calls that change the list, so that each can be undone as a whole.</summary>
internal static class SuppressionRun
{
    /// <summary>A new name: the time, which people recognise and which sorts, and something that no other call has.</summary>
    public static string New(DateTime utcNow) =>
        utcNow.ToString("yyyyMMdd-HHmmss-", CultureInfo.InvariantCulture) + (Guid.NewGuid().GetHashCode() & 0xFFFFFF).ToString("x6", CultureInfo.InvariantCulture);
}
