using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MailOps.Json;

namespace MailOps.Recall;

/// <summary>What is asked for: which mail, why, and how.</summary>
public sealed record MailRecallRequest
{
    /// <summary>The mail.</summary>
    public required MailRecallMessage Message { get; init; }

    /// <summary>Why it is taken back; kept with the recall.</summary>
    public required string Reason { get; init; }

    /// <summary>What becomes of the copies.</summary>
    public MailRecallMode Mode { get; init; }

    /// <summary>Whom it was sent to, in place of what the message and the log say; empty for those.</summary>
    public TextList Recipients { get; init; } = TextList.Empty;

    /// <summary>Whether mail that is marked as read is left where it is.</summary>
    public bool SkipRead { get; init; }

    /// <summary>How old the mail may be; null for what the policy says.</summary>
    public TimeSpan? MaximumAge { get; init; }

    /// <summary>Further mailboxes that are not touched; <c>*</c> and <c>?</c> are wildcards.</summary>
    public TextList Excluded { get; init; } = TextList.Empty;

    /// <summary>Further domains of ours.</summary>
    public TextList OwnDomains { get; init; } = TextList.Empty;

    /// <summary>Aliases, lists and redirections.</summary>
    public MailAliasMap Aliases { get; init; } = new();

    /// <summary>The mailbox that holds the quarantine; empty for that of the policy.</summary>
    public string QuarantineMailbox { get; init; } = "";

    /// <summary>Whether to go on although nothing vouches for the Message-ID.</summary>
    public bool Unverified { get; init; }

    /// <summary>How many matches one folder may hold.</summary>
    public int CopiesPerFolder { get; init; } = 1;

    /// <summary>How many mailboxes are concerned, as a person stated it; null when nobody did.</summary>
    public int? Count { get; init; }

    /// <summary>Who gets the reports by mail: a first one within five minutes, and a final one; empty for nobody.</summary>
    public TextList ReportTo { get; init; } = TextList.Empty;

    /// <summary>The author of these mails; empty for the first who gets them.</summary>
    public string ReportFrom { get; init; } = "";

    /// <summary>The server that they go through; empty for the default of who runs the queue.</summary>
    public string ReportServer { get; init; } = "";

    /// <summary>
    /// Whether only the plan is wanted: then it takes the time that it takes. Else mailboxes that do not answer in time are left to the recall, so that the first report comes
    /// in time.
    /// </summary>
    public bool IsPreview { get; init; }

    /// <summary>The server of the mailboxes, as a reference that another process can open; empty when none can.</summary>
    public string Server { get; init; } = "";
}

/// <summary>What a recall would do. Made by reading only.</summary>
public sealed record MailRecallPlan : IJsonResult
{
    /// <summary>What was asked for.</summary>
    public required MailRecallRequest Request { get; init; }

    /// <summary>The mail.</summary>
    public MailRecallMessage Message => Request.Message;

    /// <summary>The Message-ID, without angle brackets.</summary>
    public string MessageId => Message.MessageId;

    /// <summary>The author.</summary>
    public string Sender => Message.Sender;

    /// <summary>The subject.</summary>
    public string Subject => Message.Subject;

    /// <summary>The recipients, each with the status that it would get.</summary>
    public required IReadOnlyList<MailRecallRecipient> Recipients { get; init; }

    /// <summary>How many mailboxes of ours are concerned.</summary>
    public int MailboxCount => Recipients.Count(r => r.Status is not (MailRecallStatus.External or MailRecallStatus.Excluded or MailRecallStatus.Cancelled));

    /// <summary>How many recipients have which status.</summary>
    public string Summary => new MailRecall { MessageId = "", Sender = "", Reason = "", Recipients = Recipients }.Summary;

    /// <summary>The attachments of the mail.</summary>
    public TextList Attachments => Message.Exposure.Attachments;

    /// <summary>Links and images on domains of ours: still reachable until somebody takes them down.</summary>
    public TextList OwnLinks { get; init; } = TextList.Empty;

    /// <summary>Why it would be refused; empty when it would not.</summary>
    public string Refusal => RefusedBy?.Message ?? "";

    /// <summary>All of it in a line: which mail, how many recipients have which status, what is reachable all the same.</summary>
    public string Preview => DisplayText.Clean(string.Join("; ", new[]
    {
        Subject.Length > 0 ? Message + " " + Subject : Message.ToString(),
        Summary,
        Attachments.Count > 0 ? string.Format(CultureInfo.CurrentCulture, RecallTexts.HandedOut.Current, Attachments) : "",
        OwnLinks.Count > 0 ? string.Format(CultureInfo.CurrentCulture, RecallTexts.StillReachable.Current, OwnLinks) : "",
    }.Where(part => part.Length > 0)));

    /// <summary>The error that it would be refused with.</summary>
    internal MailOpsException? RefusedBy { get; init; }

    /// <summary>How long it took: the first report counts from its beginning.</summary>
    internal TimeSpan Took { get; init; }

    /// <summary>The policy that holds.</summary>
    internal MailRecallPolicy Policy { get; init; } = MailRecallPolicy.Default;

    /// <summary>Message-ID and counts.</summary>
    public override string ToString() => DisplayText.Clean(MessageId) + ": " + Summary;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("sender", Sender);
        writer.WriteMember("subject", Subject);
        writer.WriteMember("reason", Request.Reason);
        writer.WriteMember("mode", MailOpsJson.Name(Request.Mode));
        writer.WriteMember("mailboxCount", MailboxCount);
        writer.WriteMember("refusal", Refusal);
        MailOpsJson.WriteMember(writer, "attachments", Attachments);
        MailOpsJson.WriteMember(writer, "ownLinks", OwnLinks);
        writer.WriteName("recipients");
        writer.WriteStartArray();
        foreach (IJsonResult recipient in Recipients)
        {
            recipient.WriteJson(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
