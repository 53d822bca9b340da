using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MailOps.Json;

namespace MailOps.Recall;

/// <summary>
/// The documentation of a mail that went to the wrong people (GDPR Art. 33(5)): what the store knows, what a person has said, and what is still open.
/// Nothing is assumed.
/// </summary>
public sealed record MailIncidentReport : IJsonResult
{
    // GDPR Art. 33(1): not later than 72 hours after having become aware.
    private static readonly TimeSpan NoticePeriod = TimeSpan.FromHours(72);

    /// <summary>The Message-ID of the mail, without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>Its author.</summary>
    public required string Sender { get; init; }

    /// <summary>Its subject; empty when it is not known.</summary>
    public string Subject { get; init; } = "";

    /// <summary>When it was sent, UTC; null when it is not known.</summary>
    public DateTime? SentAt { get; init; }

    /// <summary>The names of its attachments; empty when there were none, or the content is not at hand.</summary>
    public TextList Attachments { get; init; } = TextList.Empty;

    /// <summary>What it linked to; empty when there was nothing, or the content is not at hand.</summary>
    public TextList Links { get; init; } = TextList.Empty;

    /// <summary>The number of the recall; null when there was none.</summary>
    public long? RecallId { get; init; }

    /// <summary>How far the recall has come; null when there was none.</summary>
    public MailRecallState? RecallState { get; init; }

    /// <summary>Why it was taken back.</summary>
    public string RecallReason { get; init; } = "";

    /// <summary>The account that asked for the recall.</summary>
    public string RequestedBy { get; init; } = "";

    /// <summary>When the recall was asked for, UTC; null when there was none.</summary>
    public DateTime? RecalledAt { get; init; }

    /// <summary>The recipients.</summary>
    public IReadOnlyList<MailIncidentRecipient> Recipients { get; init; } = [];

    /// <summary>What a person has said.</summary>
    public MailIncidentStatement Statement { get; init; } = new();

    /// <summary>The measures that the store tells of, in words.</summary>
    public TextList MeasuresTaken { get; init; } = TextList.Empty;

    /// <summary>Until when the supervisory authority is to be told, UTC; null while it is not said since when the breach has been known.</summary>
    public DateTime? Deadline => Statement.AwareSince + NoticePeriod;

    /// <summary>Whether the authority was told later than that, or is not told yet and the time is over; false where it need not be told.</summary>
    public bool IsLate => Statement.Risk != MailIncidentRisk.Unlikely && Deadline < (Statement.NotifiedAt ?? CreatedAt);

    /// <summary>The names of the fields that are still to be filled in, as in the JSON form.</summary>
    public TextList OpenFields => new(IncidentFields.FindOpen(this).Select(open => open.Name));

    /// <summary>How many recipients still have the mail, or may.</summary>
    public int OpenRecipients => Recipients.Count(r => r.HasMail || r.IsUndecided);

    /// <summary>What is open, in numbers.</summary>
    public string Summary => string.Format(
        CultureInfo.InvariantCulture, "{0} recipients, {1} open; {2} fields to fill in", Recipients.Count, OpenRecipients, OpenFields.Count);

    /// <summary>The letter to the persons concerned (Art. 34), with its open places marked; empty when it was decided that they get none.</summary>
    public string Letter => Statement.InformPersons == MailIncidentDecision.No ? "" : IncidentLetter.Write(this, Culture);

    /// <summary>The language of the report, such as <c>de</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>When the report was made, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>The account that made it.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>How many entries the audit of all recalls has.</summary>
    public long AuditEntries { get; init; }

    /// <summary>The number of the first entry of the audit that does not fit the ones before it; null when the chain is whole.</summary>
    public long? AuditBreak { get; init; }

    internal CultureInfo Culture => ReportLanguage.Find(Language == "de" ? "de" : "en");

    /// <summary>Writes the report as one web page that needs nothing else, for screen and paper.</summary>
    /// <param name="writer">Where to; it stays open.</param>
    public void WriteHtml(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        new IncidentPage(writer, Culture).Write(this);
    }

    /// <summary>Subject and what is open.</summary>
    public override string ToString() => DisplayText.Clean(Subject.Length > 0 ? Subject : MessageId) + ": " + Summary;

    void IJsonResult.WriteJson(JsonWriter writer) => IncidentJson.Write(writer, this);
}
