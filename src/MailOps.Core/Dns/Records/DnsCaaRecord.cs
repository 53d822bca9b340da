using System.Globalization;
using System.Text;

namespace MailOps.Dns;

/// <summary>Who may issue certificates (RFC 8659 section 4).</summary>
public sealed record DnsCaaRecord : DnsRecord
{
    /// <summary>0 to 255; the bit 128 means critical.</summary>
    public int Flags { get; init; }

    /// <summary>The property, in lower case, such as <c>issue</c>, <c>issuewild</c>, <c>issuemail</c> (RFC 9495) or <c>iodef</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>The value of the property.</summary>
    public required string Value { get; init; }

    /// <summary>Whether an issuer that does not understand the property must not issue.</summary>
    public bool IsCritical => (Flags & 0x80) != 0;

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.CAA;

    /// <inheritdoc/>
    public override string Data =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", Flags, Tag, DnsText.Quote(Encoding.UTF8.GetBytes(Value)));
}
