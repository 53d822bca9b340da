using System;
using MailOps.Json;

namespace MailOps.Reports.Dmarc;

/// <summary>A report about one message that failed (RFC 9991, RFC 6591), or that somebody complained about (RFC 5965). All of it is foreign text.</summary>
public sealed record DmarcFailureReport : IJsonResult
{
    /// <summary>Where the report was read from.</summary>
    public string Source { get; init; } = "";

    /// <summary>The kind of report: <c>auth-failure</c>, or that of a complaint, such as <c>abuse</c>.</summary>
    public required string FeedbackType { get; init; }

    /// <summary>What failed: <c>dmarc</c>, <c>spf</c>, <c>signature</c>, <c>bodyhash</c> …; empty when the report does not say.</summary>
    public string AuthenticationFailure { get; init; } = "";

    /// <summary>The domain that the report is about.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The IP address that sent the message.</summary>
    public string SourceAddress { get; init; } = "";

    /// <summary>The sender of the envelope.</summary>
    public string OriginalMailFrom { get; init; } = "";

    /// <summary>The recipient of the envelope; often left out or changed for privacy.</summary>
    public string OriginalRecipient { get; init; } = "";

    /// <summary>When the message arrived, UTC; null when the report does not say.</summary>
    public DateTime? Arrival { get; init; }

    /// <summary>What became of the message: <c>delivered</c>, <c>spam</c>, <c>policy</c>, <c>reject</c>, <c>other</c>.</summary>
    public string DeliveryResult { get; init; } = "";

    /// <summary>Which identifiers were aligned (RFC 9991 section 3): <c>none</c>, <c>spf</c>, <c>dkim</c>.</summary>
    public string IdentityAlignment { get; init; } = "";

    /// <summary>The results of the receiver's checks.</summary>
    public string AuthenticationResults { get; init; } = "";

    /// <summary>The domain of the DKIM signature that failed.</summary>
    public string DkimDomain { get; init; } = "";

    /// <summary>The selector of the DKIM signature that failed.</summary>
    public string DkimSelector { get; init; } = "";

    /// <summary>The SPF record that was evaluated.</summary>
    public string SpfDns { get; init; } = "";

    /// <summary>The program that made the report.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>The Message-ID of the message.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The From field of the message; empty when the report does not carry it.</summary>
    public string From { get; init; } = "";

    /// <summary>The subject of the message; empty when the report does not carry it.</summary>
    public string Subject { get; init; } = "";

    /// <summary>All fields of the report as <c>name: value</c>, the names in lower case.</summary>
    public TextList Fields { get; init; } = TextList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>The domain, the source and what failed.</summary>
    public override string ToString() => Domain + " " + SourceAddress + " " + AuthenticationFailure;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("type", "failure");
        writer.WriteMember("source", Source);
        writer.WriteMember("feedbackType", FeedbackType);
        writer.WriteMember("authenticationFailure", AuthenticationFailure);
        writer.WriteMember("domain", Domain);
        writer.WriteMember("sourceAddress", SourceAddress);
        writer.WriteMember("originalMailFrom", OriginalMailFrom);
        writer.WriteMember("originalRecipient", OriginalRecipient);
        MailOpsJson.WriteMember(writer, "arrival", Arrival);
        writer.WriteMember("deliveryResult", DeliveryResult);
        writer.WriteMember("identityAlignment", IdentityAlignment);
        writer.WriteMember("authenticationResults", AuthenticationResults);
        writer.WriteMember("dkimDomain", DkimDomain);
        writer.WriteMember("dkimSelector", DkimSelector);
        writer.WriteMember("spfDns", SpfDns);
        writer.WriteMember("userAgent", UserAgent);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("from", From);
        writer.WriteMember("subject", Subject);
        writer.WriteEndObject();
    }
}
