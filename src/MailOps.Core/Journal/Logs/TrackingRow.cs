using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Journal;

/// <summary>One event of Exchange, from the tracking log, from Get-MessageTrackingLog, or from a message trace.</summary>
internal sealed record TrackingRow
{
    public DateTime? At { get; init; }

    /// <summary>The event (SEND, DELIVER, FAIL, DEFER), or the status of a trace (Delivered, Failed, Pending).</summary>
    public string Event { get; init; } = "";

    public string Source { get; init; } = "";

    public string Sender { get; init; } = "";

    public string MessageId { get; init; } = "";

    public string QueueId { get; init; } = "";

    public string Server { get; init; } = "";

    public string Host { get; init; } = "";

    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>What was said of each recipient, in their order; may be shorter.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    public string Detail { get; init; } = "";

    public IEnumerable<MailServerDelivery> ToDeliveries(OutcomeJudgement judgement, UnreadTally unread, string file, long line)
    {
        if (OutcomeOf() is not { } outcome)
        {
            yield break;
        }

        Count(outcome, unread, line);
        for (var i = 0; i < Recipients.Count; i++)
        {
            if (!IsAddress(Recipients[i]))
            {
                continue;
            }

            var status = Clean(i < Statuses.Count ? Statuses[i] : Statuses.Count == 1 ? Statuses[0] : "");
            yield return judgement.Judge(new MailServerDelivery
            {
                Address = Recipients[i].Trim(),
                Outcome = outcome,
                At = At,
                Sender = Sender is "<>" ? "" : Sender,
                IsNotice = Sender is "<>",
                Diagnostic = status.Length > 0 ? status : Detail,
                Server = Server,
                MessageId = MessageId.Trim('<', '>'),
                QueueId = QueueId,
                Host = Host,
                Format = MailServerLogFormat.MessageTracking,
                Source = file,
                Line = line,
            });
        }
    }

    private void Count(MailServerOutcome outcome, UnreadTally unread, long line)
    {
        if (Recipients.Any(IsTypeName))
        {
            unread.AddRecipients(line);
        }
        else if (Recipients.Count == 0 || !Recipients.All(IsAddress))
        {
            unread.AddDelivery(line);
        }

        // What succeeded needs no words, and what has no recipient is said already.
        if (outcome is MailServerOutcome.Failed or MailServerOutcome.Deferred && Recipients.Any(IsAddress) && Statuses.Any(IsTypeName))
        {
            unread.AddStatuses(line);
        }
    }

    private static bool IsAddress(string text) => text.IndexOf('@') > 0;

    // Export-Csv writes the name of the type where a property is a list: System.String[], System.Object[], System.Collections.Generic.List`1[…].
    private static bool IsTypeName(string text)
    {
        var name = text.Trim();
        return name.IndexOf('@') < 0 && name.IndexOf(' ') < 0
            && ((name.StartsWith("System.", StringComparison.Ordinal) && (name[name.Length - 1] == ']' || name.StartsWith("System.Collections.", StringComparison.Ordinal)))
                || name.StartsWith("Microsoft.Exchange.", StringComparison.Ordinal));
    }

    // A trace cannot tell a mailbox of the tenant from a server outside that took the mail: Accepted is what both have in common.
    private MailServerOutcome? OutcomeOf() => Event.ToUpperInvariant() switch
    {
        "DELIVER" => MailServerOutcome.Delivered,
        "SEND" when Source.Length == 0 || Source.Equals("SMTP", StringComparison.OrdinalIgnoreCase) => MailServerOutcome.Accepted,
        "SENDEXTERNAL" or "DELIVERED" => MailServerOutcome.Accepted,
        "FAIL" or "FAILED" => MailServerOutcome.Failed,
        "DEFER" or "PENDING" => MailServerOutcome.Deferred,
        _ => null,
    };

    // "[{LED=550 5.1.1 …};{MSG=…};{FQDN=…}]" (Exchange Online and 2016 onward): the reply is the last error of the dialogue.
    private static string Clean(string status)
    {
        if (IsTypeName(status))
        {
            return "";
        }

        var at = status.IndexOf("LED=", StringComparison.Ordinal);
        if (at < 0)
        {
            return status.Trim();
        }

        var end = status.IndexOf("};", at, StringComparison.Ordinal);
        var last = end < 0 ? status.IndexOf('}', at) : end;
        return (last < 0 ? status.Substring(at + 4) : status.Substring(at + 4, last - at - 4)).Trim();
    }
}
