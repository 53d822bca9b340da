namespace MailOps.Dns;

/// <summary>A name server of a zone (RFC 1035 section 3.3.11).</summary>
public sealed record DnsNsRecord : DnsRecord
{
    /// <summary>The name server.</summary>
    public required string Host { get; init; }

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.NS;

    /// <inheritdoc/>
    public override string Data => Host;
}
