using System;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>
/// Files that were put together without the lines of an mbox: behind the end of a report stands the next one, and nobody would read it. Only what is a
/// report itself counts, for gateways lose the last boundary before the returned message as well.
/// </summary>
internal static class SecondMail
{
    /// <summary>Whether a report begins behind the closing boundary of this one.</summary>
    public static bool IsBehind(MimeEntity message)
    {
        if (!message.IsMultipart("report") || message.Epilogue.Length == 0)
        {
            return false;
        }

        var header = MimeHeaderBlock.ReadFirst(message.Epilogue);
        return header.Contains("From") && (header.Contains("Date") || header.Contains("Message-ID") || header.Contains("Received"))
            && header["Content-Type"]?.TrimStart().StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase) == true;
    }
}
