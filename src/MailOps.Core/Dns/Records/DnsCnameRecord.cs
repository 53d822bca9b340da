namespace MailOps.Dns;

/// <summary>The name that this name is an alias of (RFC 1035 section 3.3.1).</summary>
public sealed record DnsCnameRecord : DnsRecord
{
    /// <summary>The name behind the alias.</summary>
    public required string Target { get; init; }

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.CNAME;

    /// <inheritdoc/>
    public override string Data => Target;
}
