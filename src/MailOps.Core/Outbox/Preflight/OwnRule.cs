using System.Collections.Generic;
using System.Linq;

namespace MailOps.Outbox;

/// <summary>One line of a rule file: when all of its terms hold, the mail has the finding of its section.</summary>
internal sealed record OwnRule
{
    public required string Id { get; init; }

    public required FindingSeverity Severity { get; init; }

    public string Message { get; init; } = "";

    public string Advice { get; init; } = "";

    /// <summary>Where it stands: file and line.</summary>
    public required string Origin { get; init; }

    /// <summary>Numbers of phrases that must all occur.</summary>
    public IReadOnlyList<int> Phrases { get; init; } = [];

    /// <summary>Numbers of phrases that must not occur.</summary>
    public IReadOnlyList<int> Absent { get; init; } = [];

    /// <summary>Further terms, <c>key=value</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Terms { get; init; } = [];

    public bool IsEmpty => Phrases.Count + Absent.Count + Terms.Count == 0;

    public bool Matches(PreflightMail mail, PhraseHits hits) =>
        Phrases.All(p => hits[p]) && !Absent.Any(p => hits[p]) && Terms.All(t => Holds(mail, t.Key, t.Value));

    public Finding ToFinding() => new()
    {
        Id = Id,
        Severity = Severity,
        Message = Message,
        Advice = Advice,
        Reference = Origin,
    };

    private static bool Holds(PreflightMail mail, string key, string value)
    {
        switch (key)
        {
            case "subject":
                return WildcardPattern.IsMatch(value, mail.Subject);
            case "from":
                return WildcardPattern.IsMatch(value, MailPreparer.ReadAuthor(mail.Root.Headers));
            case "to":
                return mail.Mail.Recipients.Any(r => WildcardPattern.IsMatch(value, r));
            case "campaign":
                return WildcardPattern.IsMatch(value, mail.Mail.Campaign);
            case "attachment":
                return value == "none" ? mail.Attachments.Count == 0 : mail.Attachments.Exists(a => WildcardPattern.IsMatch(value, a));
            case "link":
                return LinkCheck.Hosts(mail).Any(h => WildcardPattern.IsMatch(value, h));
            default:
                var colon = value.IndexOf(':');
                var name = colon < 0 ? value : value.Substring(0, colon);
                return mail.Root.Headers.GetAll(name).Any(v => colon < 0 || WildcardPattern.IsMatch(value.Substring(colon + 1), v));
        }
    }
}
