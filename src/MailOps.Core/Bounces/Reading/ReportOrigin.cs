using System;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>Where a report came to and when: what joins it to a sent mail when it quotes nothing of it.</summary>
internal static class ReportOrigin
{
    // Written by the server that took the report, the surest first; To is what the reporter wrote.
    private static readonly string[] Recipients = ["X-Original-To", "Delivered-To", "Envelope-To", "To"];

    public static (string To, DateTime? At, DateTime? SentAt) Of(BounceContext context, OriginalMessage original)
    {
        var headers = context.Root.Headers;
        var to = "";
        foreach (var name in Recipients)
        {
            if (headers[name] is { Length: > 0 } value && AddressText.FindFirst(value.AsSpan()) is { Length: > 0 } found)
            {
                to = found;
                break;
            }
        }

        return (to, MailDateReader.Read(headers["Date"]), MailDateReader.Read(original.Date));
    }
}
