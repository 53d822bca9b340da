using System;
using MailOps.Json;

namespace MailOps.Reports.Dmarc;

/// <summary>One row of an aggregate report: messages from one source with the same results.</summary>
public sealed record DmarcReportRow : IJsonResult
{
    /// <summary>What the report says about itself and the policy.</summary>
    public required DmarcReportHeader Report { get; init; }

    /// <summary>The domain whose policy was applied.</summary>
    public string Domain => Report.Domain;

    /// <summary>Who sent the report.</summary>
    public string Reporter => Report.OrganizationName;

    /// <summary>Where the period of the report begins, UTC.</summary>
    public DateTime? Begin => Report.Begin;

    /// <summary>Where the period of the report ends, UTC.</summary>
    public DateTime? End => Report.End;

    /// <summary>The IP address that sent the messages; as written when it is none.</summary>
    public string SourceAddress { get; init; } = "";

    /// <summary>How many messages.</summary>
    public long Count { get; init; }

    /// <summary>What the receiver did.</summary>
    public DmarcReportDisposition Disposition { get; init; }

    /// <summary>Whether DKIM gave an aligned pass.</summary>
    public bool DkimAligned { get; init; }

    /// <summary>Whether SPF gave an aligned pass.</summary>
    public bool SpfAligned { get; init; }

    /// <summary>Whether the messages passed DMARC.</summary>
    public bool Passed => DkimAligned || SpfAligned;

    /// <summary>The domain of the From field.</summary>
    public string HeaderFrom { get; init; } = "";

    /// <summary>The domain of MAIL FROM; empty when the report does not say.</summary>
    public string EnvelopeFrom { get; init; } = "";

    /// <summary>The domain of the recipients; empty when the report does not say.</summary>
    public string EnvelopeTo { get; init; } = "";

    /// <summary>The DKIM results.</summary>
    public DmarcReportResultList Dkim { get; init; } = DmarcReportResultList.Empty;

    /// <summary>The SPF results.</summary>
    public DmarcReportResultList Spf { get; init; } = DmarcReportResultList.Empty;

    /// <summary>Why the receiver did something else than the policy asks for, such as <c>forwarded</c>, with its comment behind a colon.</summary>
    public TextList Reasons { get; init; } = TextList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>The source, the count and the verdict on one line.</summary>
    public override string ToString() => SourceAddress + " " + Count + (Passed ? " pass" : " fail");

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("type", "aggregate");
        writer.WriteMember("source", Report.Source);
        writer.WriteMember("reporter", Reporter);
        writer.WriteMember("reportId", Report.ReportId);
        MailOpsJson.WriteMember(writer, "begin", Begin);
        MailOpsJson.WriteMember(writer, "end", End);
        writer.WriteMember("domain", Domain);
        writer.WriteMember("policy", Report.Policy);
        writer.WriteMember("sourceAddress", SourceAddress);
        writer.WriteMember("count", Count);
        writer.WriteMember("disposition", MailOpsJson.Name(Disposition));
        writer.WriteMember("dkimAligned", DkimAligned);
        writer.WriteMember("spfAligned", SpfAligned);
        writer.WriteMember("headerFrom", HeaderFrom);
        writer.WriteMember("envelopeFrom", EnvelopeFrom);
        writer.WriteMember("envelopeTo", EnvelopeTo);
        WriteResults(writer, "dkim", Dkim);
        WriteResults(writer, "spf", Spf);
        writer.WriteName("reasons");
        writer.WriteStartArray();
        foreach (var reason in Reasons)
        {
            writer.WriteString(reason);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteResults(JsonWriter writer, string name, DmarcReportResultList results)
    {
        writer.WriteName(name);
        writer.WriteStartArray();
        foreach (var result in results)
        {
            writer.WriteStartObject();
            writer.WriteMember("domain", result.Domain);
            writer.WriteMember("selector", result.Selector);
            writer.WriteMember("scope", result.Scope);
            writer.WriteMember("result", result.Result);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
