using System;
using MailOps.Json;

namespace MailOps.Domains.MtaSts;

/// <summary>What <see cref="MtaStsChecker"/> found out about the MTA-STS policy of one domain.</summary>
public sealed record MtaStsTestResult : IJsonResult
{
    /// <summary>The domain that was asked about, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether senders can use the policy.</summary>
    public required RecordVerdict Verdict { get; init; }

    /// <summary>Whether there is a policy and nothing about it is broken: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Verdict == RecordVerdict.Valid && Findings.Worst != FindingSeverity.Error;

    /// <summary>The record at <c>_mta-sts</c> as published; empty when there is none.</summary>
    public string Record { get; init; } = "";

    /// <summary>The id in the record; empty when it has none.</summary>
    public string PolicyId { get; init; } = "";

    /// <summary>Where the policy is fetched.</summary>
    public string PolicyUri { get; init; } = "";

    /// <summary>The mode of the policy; null without a policy that can be used.</summary>
    public MtaStsMode? Mode { get; init; }

    /// <summary>How long senders keep the policy; null without one.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The names of mail servers that the policy allows.</summary>
    public TextList PolicyMx { get; init; } = TextList.Empty;

    /// <summary>The mail servers of the domain.</summary>
    public TextList MxHosts { get; init; } = TextList.Empty;

    /// <summary>Why nobody knows, when <see cref="Verdict"/> is Unknown; else empty.</summary>
    public string TempError { get; init; } = "";

    /// <summary>What is wrong, or worth knowing.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Domain, verdict and mode on one line.</summary>
    public override string ToString() => Domain + ": " + Verdict + (Mode is { } mode ? ", " + mode : "");

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteMember("record", Record);
        writer.WriteMember("policyId", PolicyId);
        writer.WriteMember("policyUri", PolicyUri);
        writer.WriteMember("mode", Mode is { } mode ? MailOpsJson.Name(mode) : null);
        MailOpsJson.WriteMember(writer, "maxAge", (long?)MaxAge?.TotalSeconds);
        MailOpsJson.WriteMember(writer, "policyMx", PolicyMx);
        MailOpsJson.WriteMember(writer, "mxHosts", MxHosts);
        writer.WriteMember("tempError", TempError);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
