using System;
using System.Text;

namespace MailOps.Dns;

/// <summary>Text (RFC 1035 section 3.3.14). Its strings are joined without anything between them, as SPF, DKIM and DMARC want them.</summary>
public sealed record DnsTxtRecord : DnsRecord
{
    /// <summary>The octets of all strings.</summary>
    public required ReadOnlyMemory<byte> Value { get; init; }

    /// <summary>The value read as UTF-8; octets that are none become U+FFFD, so ask <see cref="Value"/> where that matters.</summary>
    public string Text => Encoding.UTF8.GetString(Value.Span);

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.TXT;

    /// <inheritdoc/>
    public override string Data => DnsText.Quote(Value.Span);

    /// <summary>Whether name, lifetime and octets are the same.</summary>
    public bool Equals(DnsTxtRecord? other) => base.Equals(other) && Value.Span.SequenceEqual(other.Value.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => (base.GetHashCode() * 31) + DnsText.Hash(Value.Span);
}
