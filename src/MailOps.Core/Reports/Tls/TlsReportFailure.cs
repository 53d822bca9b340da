namespace MailOps.Reports.Tls;

/// <summary>Sessions that failed for one reason between two servers (RFC 8460 section 4.4, failure-details). All of it is foreign text.</summary>
public sealed record TlsReportFailure
{
    /// <summary>What went wrong, such as <c>certificate-expired</c> or <c>starttls-not-supported</c> (section 4.3).</summary>
    public string ResultType { get; init; } = "";

    /// <summary>The address of the sending server.</summary>
    public string SendingMtaAddress { get; init; } = "";

    /// <summary>The name of the receiving server, as its MX record has it.</summary>
    public string ReceivingMxHost { get; init; } = "";

    /// <summary>The HELO name of the receiving server.</summary>
    public string ReceivingMxHelo { get; init; } = "";

    /// <summary>The address of the receiving server.</summary>
    public string ReceivingAddress { get; init; } = "";

    /// <summary>How many sessions.</summary>
    public long FailedSessions { get; init; }

    /// <summary>The sender's own code for it.</summary>
    public string ReasonCode { get; init; } = "";

    /// <summary>Where the sender tells more.</summary>
    public string AdditionalInformation { get; init; } = "";

    /// <summary>The kind, the receiving server and the count.</summary>
    public override string ToString() => ResultType + (ReceivingMxHost.Length > 0 ? " " + ReceivingMxHost : "") + " " + FailedSessions;
}
