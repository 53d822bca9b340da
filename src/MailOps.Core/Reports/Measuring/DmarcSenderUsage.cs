using System;
using MailOps.Authentication.Dmarc;
using MailOps.Json;

namespace MailOps.Reports.Measuring;

/// <summary>What all reports together say about one sender.</summary>
public sealed record DmarcSenderUsage : IJsonResult
{
    /// <summary>The domain whose policy was applied.</summary>
    public required string Domain { get; init; }

    /// <summary>The sender: an address, a network or a domain.</summary>
    public required string Sender { get; init; }

    /// <summary>What the reports tell about it.</summary>
    public DmarcSenderKind Kind { get; init; }

    /// <summary>How many messages.</summary>
    public long Messages { get; init; }

    /// <summary>How many passed DMARC.</summary>
    public long Passed { get; init; }

    /// <summary>How many had an aligned DKIM pass.</summary>
    public long DkimAligned { get; init; }

    /// <summary>How many had an aligned SPF pass.</summary>
    public long SpfAligned { get; init; }

    /// <summary>How many were quarantined.</summary>
    public long Quarantined { get; init; }

    /// <summary>How many were refused.</summary>
    public long Rejected { get; init; }

    /// <summary>The policy that was tried out.</summary>
    public DmarcPolicy WhatIfPolicy { get; init; }

    /// <summary>How many would be refused or quarantined under that policy: all that failed DMARC.</summary>
    public long Lost { get; init; }

    /// <summary>How many of those the receivers recognised as forwarded or from a list, and would let through.</summary>
    public long LostForwarded { get; init; }

    /// <summary>The domains for which its messages passed SPF or DKIM, aligned or not.</summary>
    public TextList AuthenticatedDomains { get; init; } = TextList.Empty;

    /// <summary>Where the first period begins that has it, UTC; null when no report says.</summary>
    public DateTime? FirstSeen { get; init; }

    /// <summary>Where the last period ends that has it, UTC; null when no report says.</summary>
    public DateTime? LastSeen { get; init; }

    /// <summary>What to do about it.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The sender and what would be lost.</summary>
    public override string ToString() => Sender + " " + Messages + ", lost " + Lost;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("sender", Sender);
        writer.WriteMember("kind", MailOpsJson.Name(Kind));
        writer.WriteMember("messages", Messages);
        writer.WriteMember("passed", Passed);
        writer.WriteMember("dkimAligned", DkimAligned);
        writer.WriteMember("spfAligned", SpfAligned);
        writer.WriteMember("quarantined", Quarantined);
        writer.WriteMember("rejected", Rejected);
        writer.WriteMember("whatIfPolicy", MailOpsJson.Name(WhatIfPolicy));
        writer.WriteMember("lost", Lost);
        writer.WriteMember("lostForwarded", LostForwarded);
        writer.WriteName("authenticatedDomains");
        writer.WriteStartArray();
        foreach (var domain in AuthenticatedDomains)
        {
            writer.WriteString(domain);
        }

        writer.WriteEndArray();
        MailOpsJson.WriteMember(writer, "firstSeen", FirstSeen);
        MailOpsJson.WriteMember(writer, "lastSeen", LastSeen);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
