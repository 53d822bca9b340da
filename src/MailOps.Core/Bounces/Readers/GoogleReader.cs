using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>Gmail's reports in plain text: "Delivery to the following recipient failed permanently".</summary>
internal sealed class GoogleReader : IBounceReader
{
    public string Name => "Google";

    public IReadOnlyList<string> Signatures => ["Delivery to the following recipient", "Technical details of * failure"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        var details = lines.Find("Technical details of", 0, context.NoticeEnd);
        var start = lines.Find("Delivery to the following recipient", 0, context.NoticeEnd);
        if (details < 0 || start < 0 || details < start || context.IsPassedOn || !context.IsAutomatic)
        {
            return false;
        }

        facts.Kind = context.Announces(NoticeMark.Delay) ? BounceKind.Delay : BounceKind.Failure;
        RecipientBlocks.Read(lines, start + 1, details, AddressLine.Indented | AddressLine.Bare, facts);
        if (facts.Recipients.Count == 0)
        {
            foreach (var address in context.FailedRecipients())
            {
                facts.Add(address);
            }
        }

        var text = lines.Slice(details, context.NoticeEnd);
        foreach (var recipient in facts.Recipients)
        {
            recipient.Diagnostic = AfterIntroduction(text);
            recipient.RemoteMta = HostOf(text);
            recipient.Phase = PhaseOf(text);
        }

        return facts.Recipients.Count > 0;
    }

    // "The error that the other server returned was:" parts Google's words from the server's.
    private static string AfterIntroduction(ReadOnlySpan<char> text)
    {
        var said = text.IndexOf("other server returned was:".AsSpan(), StringComparison.OrdinalIgnoreCase);
        if (said >= 0)
        {
            return text.Slice(said + "other server returned was:".Length).Trim().ToString();
        }

        var colon = text.IndexOf(':');
        return text.Slice(colon + 1).Trim().ToString();
    }

    // "rejected by the server for the recipient domain b by mx.b. [192.0.2.1]."
    private static string HostOf(ReadOnlySpan<char> text)
    {
        var by = text.LastIndexOf(" by ".AsSpan());
        if (by < 0)
        {
            return "";
        }

        var host = text.Slice(by + 4).TrimStart();
        var end = host.IndexOfAny(' ', '\n', '\r');
        host = (end < 0 ? host : host.Slice(0, end)).TrimEnd('.');
        return host.IndexOf('.') > 0 ? host.ToString() : "";
    }

    // Older reports end with the state of Google's client.
    private static SmtpStep PhaseOf(ReadOnlySpan<char> text)
    {
        var state = text.LastIndexOf("(state ".AsSpan());
        return state < 0 ? SmtpStep.Unknown : text.Slice(state + 7).TrimStart() switch
        {
            ['1', '3', ..] or ['1', '2', ..] => SmtpStep.Mail,
            ['1', '4', ..] => SmtpStep.Rcpt,
            ['1', '5', ..] or ['1', '7', ..] or ['1', '8', ..] => SmtpStep.Data,
            ['6', ..] => SmtpStep.StartTls,
            ['8', ..] or ['9', ..] => SmtpStep.Auth,
            _ => SmtpStep.Unknown,
        };
    }
}
