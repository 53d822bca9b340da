using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Outbox;

/// <summary>What large mailbox providers want of bulk mail.</summary>
internal static class BulkCheck
{
    public static void Run(PreflightMail mail, bool isBulk, PreflightOptions options, List<Finding> findings)
    {
        var headers = mail.Root.Headers;
        var offersOneClick = headers.Contains("List-Unsubscribe-Post")
            && headers.GetAll("List-Unsubscribe").Any(v => v.Contains("<https:", StringComparison.OrdinalIgnoreCase));
        var claimsBulk = headers.Contains("List-Id") || headers["Precedence"]?.Trim().ToLowerInvariant() is "bulk" or "list";
        if ((isBulk || claimsBulk) && !offersOneClick)
        {
            findings.Add(DraftFindings.NoOneClick.Found());
        }

        if (offersOneClick && options.DkimKey is null && !headers.Contains("DKIM-Signature"))
        {
            findings.Add(DraftFindings.OneClickUnsigned.Found());
        }
    }
}
