using System;
using System.Collections.Generic;
using System.Globalization;

namespace MailOps.Bounces;

/// <summary>
/// Explains SMTP reply codes (RFC 5321, 4954, 7504 and others) and enhanced status codes (RFC 3463 and the IANA registry) in plain English
/// or German, by the UI culture.
/// </summary>
public static class SmtpStatusCatalog
{
    private static readonly Lazy<SortedDictionary<int, SmtpStatusEntry>> Replies = new(CreateReplies);

    /// <summary>
    /// Explains a code or a whole reply: <c>452</c>, <c>4.2.2</c>, <c>5.7.1 message refused</c>, <c>550-5.1.1 no such user</c>. Both codes of
    /// a reply are explained, the enhanced one first, since it is the more exact. A pattern such as <c>4.2.x</c>, <c>5.7.*</c> or <c>55x</c>
    /// stands for all registered codes that fit.
    /// </summary>
    /// <param name="text">The code, pattern or reply; text around it is allowed.</param>
    /// <returns>One or two explanations, or those that fit a pattern; none when the text holds no code.</returns>
    public static IReadOnlyList<SmtpStatusExplanation> Explain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        return SmtpStatusPattern.TryRead(trimmed, out var pattern) ? Fitting(pattern)
            : TryReadLeadingReply(trimmed, out var code) ? ExplainGood(code, trimmed.Substring(3).TrimStart('-', ' '))
            : ExplainFound(trimmed);
    }

    /// <summary>Every registered code, reply codes first, then enhanced codes of the class in which they are most common.</summary>
    public static IReadOnlyList<SmtpStatusExplanation> All() => Fitting(SmtpStatusPattern.Any);

    /// <summary>What to tell whoever asked about a text without a code.</summary>
    internal static MailOpsException NoCode(string text) => new(
        "MailOps.Bounces.NoStatusCode",
        MailOpsErrorKind.InvalidData,
        string.Format(CultureInfo.InvariantCulture, NoCodeMessage.Current, text),
        NoCodeAdvice.Current);

    private static Localized NoCodeMessage => new("'{0}' holds no SMTP status code.", "„{0}“ enthält keinen SMTP-Statuscode.");

    private static Localized NoCodeAdvice => new(
        "Give a code (452, 4.2.2), a reply (550 5.1.1 no such user) or a pattern (5.7.x).",
        "Einen Code (452, 4.2.2), eine Antwort (550 5.1.1 no such user) oder ein Muster (5.7.x) angeben.");

    private static List<SmtpStatusExplanation> Fitting(SmtpStatusPattern pattern)
    {
        var result = new List<SmtpStatusExplanation>();
        foreach (var code in Replies.Value.Keys)
        {
            if (pattern.FitsReply(code))
            {
                result.Add(ExplainReply(code, ""));
            }
        }

        foreach (var entry in EnhancedStatusTable.All)
        {
            if (pattern.FitsEnhanced(entry.Code, out var status))
            {
                result.Add(ExplainEnhanced(status, ""));
            }
        }

        return result;
    }

    private static List<SmtpStatusExplanation> ExplainFound(string text)
    {
        var result = new List<SmtpStatusExplanation>(2);
        var parsed = SmtpReplyParser.Parse(text.AsSpan());
        var remark = EnhancedStatus.TryParse(text, out _) ? "" : parsed.Text;
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

    // "250 2.1.5 recipient ok": replies that refuse nothing are recognised at the start of the text only.
    private static List<SmtpStatusExplanation> ExplainGood(int code, string remark)
    {
        var result = new List<SmtpStatusExplanation>(2);
        if (EnhancedStatus.TryRead(remark.AsSpan(), out var status, out _) && status.Class == code / 100)
        {
            result.Add(ExplainEnhanced(status, remark));
        }

        result.Add(ExplainReply(code, remark));
        return result;
    }

    // A reply code alone, whatever its class, or a reply of class 2 or 3 with its text.
    private static bool TryReadLeadingReply(string text, out int code)
    {
        code = 0;
        if (text.Length < 3 || text[0] is < '2' or > '5' || !IsDigit(text[1]) || !IsDigit(text[2])
            || (text.Length > 3 && (text[0] > '3' || text[3] is not (' ' or '-'))))
        {
            return false;
        }

        code = ((text[0] - '0') * 100) + ((text[1] - '0') * 10) + (text[2] - '0');
        return true;
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

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

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

    private static SortedDictionary<int, SmtpStatusEntry> CreateReplies()
    {
        var replies = new SortedDictionary<int, SmtpStatusEntry>();
        foreach (var entry in SmtpReplyTable.Create())
        {
            replies.Add(int.Parse(entry.Code, NumberStyles.None, CultureInfo.InvariantCulture), entry);
        }

        return replies;
    }
}
