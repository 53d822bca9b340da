using System;
using System.Collections.Generic;
using System.Globalization;
using MailOps.Json;

namespace MailOps.Addresses;

/// <summary>What the check of a list came to: how many of which kind, what to correct, what is there twice.</summary>
public sealed record AddressListSummary : IJsonResult
{
    /// <summary>How many addresses there were.</summary>
    public long Total { get; init; }

    /// <summary>How many are Deliverable.</summary>
    public long Deliverable { get; init; }

    /// <summary>How many are Risky.</summary>
    public long Risky { get; init; }

    /// <summary>How many are Undeliverable.</summary>
    public long Undeliverable { get; init; }

    /// <summary>How many are Unknown.</summary>
    public long Unknown { get; init; }

    /// <summary>How many there are for each verdict and reason, the most frequent first.</summary>
    public IReadOnlyList<AddressReasonCount> Reasons { get; init; } = [];

    /// <summary>How many addresses have a suggestion.</summary>
    public long CorrectionCount { get; init; }

    /// <summary>The suggestions, the first ones of each list of more than <see cref="AddressListSummarizer.MaxItems"/>.</summary>
    public IReadOnlyList<AddressCorrection> Corrections { get; init; } = [];

    /// <summary>How many addresses reach a mailbox that one before them reaches already.</summary>
    public long DuplicateCount { get; init; }

    /// <summary>Mailboxes that several addresses of the list reach, as many as of <see cref="Corrections"/>.</summary>
    public IReadOnlyList<AddressDuplicate> Duplicates { get; init; } = [];

    /// <summary>The domains with the most addresses that are not Deliverable.</summary>
    public IReadOnlyList<AddressDomainCount> WorstDomains { get; init; } = [];

    /// <summary>How many addresses belong to tasks and not to persons.</summary>
    public long Roles { get; init; }

    /// <summary>How many addresses are at free providers.</summary>
    public long FreeProviders { get; init; }

    /// <summary>When the oldest of the results was found out, UTC; null without any.</summary>
    public DateTime? CheckedFrom { get; init; }

    /// <summary>When the newest of the results was found out, UTC; null without any.</summary>
    public DateTime? CheckedTo { get; init; }

    /// <summary>Writes the report as a web page that needs nothing else; in German for German cultures, else in English.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="title">What the list is called; null for no name.</param>
    /// <param name="culture">Language and form of numbers; null for those of the user interface.</param>
    public void WriteHtml(System.IO.TextWriter writer, string? title = null, CultureInfo? culture = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        new AddressReportPage(writer, culture ?? CultureInfo.CurrentUICulture).Write(this, title);
    }

    /// <summary>The counts on one line.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} addresses: {1} Deliverable, {2} Risky, {3} Undeliverable, {4} Unknown", Total, Deliverable, Risky, Undeliverable, Unknown);

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("total", Total);
        writer.WriteMember("deliverable", Deliverable);
        writer.WriteMember("risky", Risky);
        writer.WriteMember("undeliverable", Undeliverable);
        writer.WriteMember("unknown", Unknown);
        WriteList(writer, "reasons", Reasons, r =>
        {
            writer.WriteMember("verdict", MailOpsJson.Name(r.Verdict));
            writer.WriteMember("reason", MailOpsJson.Name(r.Reason));
            writer.WriteMember("count", r.Count);
        });
        writer.WriteMember("correctionCount", CorrectionCount);
        WriteList(writer, "corrections", Corrections, c =>
        {
            writer.WriteMember("input", c.Input);
            writer.WriteMember("suggestion", c.Suggestion);
            writer.WriteMember("reason", MailOpsJson.Name(c.Reason));
        });
        writer.WriteMember("duplicateCount", DuplicateCount);
        WriteList(writer, "duplicates", Duplicates, d =>
        {
            writer.WriteMember("canonicalAddress", d.CanonicalAddress);
            MailOpsJson.WriteMember(writer, "addresses", d.Addresses);
        });
        WriteList(writer, "worstDomains", WorstDomains, d =>
        {
            writer.WriteMember("domain", d.Domain);
            writer.WriteMember("count", d.Count);
            writer.WriteMember("reason", MailOpsJson.Name(d.Reason));
        });
        writer.WriteMember("roles", Roles);
        writer.WriteMember("freeProviders", FreeProviders);
        MailOpsJson.WriteMember(writer, "checkedFrom", CheckedFrom);
        MailOpsJson.WriteMember(writer, "checkedTo", CheckedTo);
        writer.WriteEndObject();
    }

    private static void WriteList<T>(JsonWriter writer, string name, IReadOnlyList<T> items, Action<T> write)
    {
        writer.WriteName(name);
        writer.WriteStartArray();
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
