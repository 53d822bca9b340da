using System;
using MailOps.Json;

namespace MailOps.Reports.Tls;

/// <summary>What a sender of mail says about the encrypted delivery to one domain by one policy (RFC 8460 section 4.4).</summary>
public sealed record TlsReportRow : IJsonResult
{
    /// <summary>Where the report was read from: the file, and the names inside it.</summary>
    public string Source { get; init; } = "";

    /// <summary>Who sent the report.</summary>
    public string Reporter { get; init; } = "";

    /// <summary>The sender's address for questions.</summary>
    public string ContactInfo { get; init; } = "";

    /// <summary>The sender's identifier of the report.</summary>
    public string ReportId { get; init; } = "";

    /// <summary>Where the period begins, UTC; null when the report does not say.</summary>
    public DateTime? Begin { get; init; }

    /// <summary>Where the period ends, UTC; null when the report does not say.</summary>
    public DateTime? End { get; init; }

    /// <summary>The domain that mail went to.</summary>
    public string Domain { get; init; } = "";

    /// <summary>By which policy: <c>sts</c>, <c>tlsa</c> or <c>no-policy-found</c>.</summary>
    public string PolicyType { get; init; } = "";

    /// <summary>The policy as the sender saw it, line by line.</summary>
    public TextList PolicyStrings { get; init; } = TextList.Empty;

    /// <summary>The servers that the policy or the MX records name.</summary>
    public TextList MxHosts { get; init; } = TextList.Empty;

    /// <summary>How many sessions were encrypted as the policy asks.</summary>
    public long SuccessfulSessions { get; init; }

    /// <summary>How many were not.</summary>
    public long FailedSessions { get; init; }

    /// <summary>Why they failed.</summary>
    public TlsReportFailureList Failures { get; init; } = TlsReportFailureList.Empty;

    /// <summary>What to do about it.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>The domain and the counts on one line.</summary>
    public override string ToString() => Domain + " " + SuccessfulSessions + " ok, " + FailedSessions + " failed";

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("source", Source);
        writer.WriteMember("reporter", Reporter);
        writer.WriteMember("contactInfo", ContactInfo);
        writer.WriteMember("reportId", ReportId);
        MailOpsJson.WriteMember(writer, "begin", Begin);
        MailOpsJson.WriteMember(writer, "end", End);
        writer.WriteMember("domain", Domain);
        writer.WriteMember("policyType", PolicyType);
        writer.WriteMember("successfulSessions", SuccessfulSessions);
        writer.WriteMember("failedSessions", FailedSessions);
        writer.WriteName("failures");
        writer.WriteStartArray();
        foreach (var failure in Failures)
        {
            Write(writer, failure);
        }

        writer.WriteEndArray();
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    private static void Write(JsonWriter writer, TlsReportFailure failure)
    {
        writer.WriteStartObject();
        writer.WriteMember("resultType", failure.ResultType);
        writer.WriteMember("sendingMtaAddress", failure.SendingMtaAddress);
        writer.WriteMember("receivingMxHost", failure.ReceivingMxHost);
        writer.WriteMember("receivingMxHelo", failure.ReceivingMxHelo);
        writer.WriteMember("receivingAddress", failure.ReceivingAddress);
        writer.WriteMember("failedSessions", failure.FailedSessions);
        writer.WriteMember("reasonCode", failure.ReasonCode);
        writer.WriteMember("additionalInformation", failure.AdditionalInformation);
        writer.WriteEndObject();
    }
}
