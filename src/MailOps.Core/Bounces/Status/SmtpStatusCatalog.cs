using System;
using System.Collections.Generic;
using System.Globalization;

namespace MailOps.Bounces;

/// <summary>
/// Explains SMTP reply codes (RFC 5321, 4954, 7504) and enhanced status codes (RFC 3463 and the IANA registry) in plain English or
/// German, by the UI culture.
/// </summary>
public static class SmtpStatusCatalog
{
    private static readonly Lazy<Dictionary<int, SmtpStatusEntry>> Replies = new(CreateReplies);

    /// <summary>
    /// Explains a code or a whole reply: <c>452</c>, <c>4.2.2</c>, <c>5.7.1 message refused</c>, <c>550-5.1.1 no such user</c>. Both codes of
    /// a reply are explained, the enhanced one first, since it is the more exact.
    /// </summary>
    /// <param name="text">The code or reply; text around it is allowed.</param>
    /// <returns>One or two explanations; none when the text holds no code.</returns>
    public static IReadOnlyList<SmtpStatusExplanation> Explain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var result = new List<SmtpStatusExplanation>(2);
        if (TryReadBareReply(trimmed, out var bare))
        {
            result.Add(ExplainReply(bare, ""));
            return result;
        }

        var parsed = SmtpReplyParser.Parse(trimmed.AsSpan());
        if (!parsed.Status.HasValue && parsed.ReplyCode == 0)
        {
            return result;
        }

        var remark = EnhancedStatus.TryParse(trimmed, out _) ? "" : parsed.Text;
        if (parsed.Status.HasValue)
        {
            result.Add(ExplainEnhanced(parsed.Status, remark));
        }

        if (parsed.ReplyCode != 0)
        {
            result.Add(ExplainReply(parsed.ReplyCode, remark));
        }

        return result;
    }

    /// <summary>Every registered code, reply codes first, then enhanced codes of the classes in which they make sense.</summary>
    public static IReadOnlyList<SmtpStatusExplanation> All()
    {
        var result = new List<SmtpStatusExplanation>();
        foreach (var entry in SmtpReplyTable.Create())
        {
            result.Add(ExplainReply(int.Parse(entry.Code, NumberStyles.None, CultureInfo.InvariantCulture), ""));
        }

        foreach (var entry in EnhancedStatusTable.All)
        {
            if (EnhancedStatus.TryParse((entry.Code is "1.5" or "3.6" or "6.4" ? "2." : "5.") + entry.Code, out var status))
            {
                result.Add(ExplainEnhanced(status, ""));
            }
        }

        return result;
    }

    private static bool TryReadBareReply(string text, out int code)
    {
        code = 0;
        return text.Length == 3 && text[0] is >= '2' and <= '5'
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out code);
    }

    private static SmtpStatusExplanation ExplainReply(int code, string remark)
    {
        Replies.Value.TryGetValue(code, out var entry);
        var judged = Judge(remark, remark.Length == 0 ? code.ToString(CultureInfo.InvariantCulture) : "");
        return new SmtpStatusExplanation
        {
            Code = code.ToString(CultureInfo.InvariantCulture),
            Severity = (SmtpStatusSeverity)((code / 100) - 2),
            Title = (entry?.Title ?? GroupTitle(code / 10 % 10)).Current,
            Meaning = (entry?.Meaning ?? ClassMeaning(code / 100)).Current,
            Advice = (entry?.Advice ?? ReadTheText).Current,
            Reference = entry?.Reference ?? "",
            IsRegistered = entry is not null,
            Reason = judged.Reason,
            Permanence = judged.Permanence,
            Text = remark,
        };
    }

    private static SmtpStatusExplanation ExplainEnhanced(EnhancedStatus status, string remark)
    {
        var entry = EnhancedStatusTable.Find(status);
        var judged = Judge(remark, remark.Length == 0 ? status.ToString() : "");
        return new SmtpStatusExplanation
        {
            Code = status.ToString(),
            Severity = (SmtpStatusSeverity)(status.Class - 2),
            Title = (entry?.Title ?? EnhancedStatusTable.SubjectTitle(status)).Current,
            Meaning = (entry?.Meaning ?? ClassMeaning(status.Class)).Current,
            Advice = (entry?.Advice ?? ReadTheText).Current,
            Reference = entry?.Reference ?? "",
            IsRegistered = entry is not null,
            Reason = judged.Reason,
            Permanence = judged.Permanence,
            Text = remark,
        };
    }

    private static (BounceReason Reason, BouncePermanence Permanence) Judge(string remark, string code)
    {
        var judged = BounceClassifier.ClassifyText(remark.Length == 0 ? code : remark);
        return (judged.Reason, judged.Permanence);
    }

    // RFC 5321 section 4.2.1: the second digit tells what the reply is about.
    private static Localized GroupTitle(int digit) => digit switch
    {
        0 => new("Syntax or unimplemented command", "Syntax oder nicht vorhandener Befehl"),
        1 => new("Information", "Auskunft"),
        2 => new("Connection", "Verbindung"),
        3 or 7 => new("Authentication or security", "Anmeldung oder Sicherheit"),
        4 => new("Network", "Netz"),
        5 => new("Mail system", "Mailsystem"),
        _ => new("Unspecified", "Nicht festgelegt"),
    };

    private static Localized ClassMeaning(int @class) => @class switch
    {
        2 => new("Success. No document defines exactly this code.", "Erfolg. Genau diesen Code legt kein Dokument fest."),
        3 => new("The server waits for more. No document defines exactly this code.", "Der Server wartet auf mehr. Genau diesen Code legt kein Dokument fest."),
        4 => new("Not now; the sending server tries again. No document defines exactly this code.", "Nicht jetzt; der sendende Server versucht es wieder. Genau diesen Code legt kein Dokument fest."),
        _ => new("Refused for good. No document defines exactly this code.", "Endgültig abgelehnt. Genau diesen Code legt kein Dokument fest."),
    };

    private static Localized ReadTheText => new("Read the text behind the code.", "Den Text hinter dem Code lesen.");

    private static Dictionary<int, SmtpStatusEntry> CreateReplies()
    {
        var replies = new Dictionary<int, SmtpStatusEntry>();
        foreach (var entry in SmtpReplyTable.Create())
        {
            replies.Add(int.Parse(entry.Code, NumberStyles.None, CultureInfo.InvariantCulture), entry);
        }

        return replies;
    }
}
