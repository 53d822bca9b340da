using System;
using System.Globalization;

namespace MailOps.Dns;

/// <summary>A certificate to expect of a service (RFC 6698 section 2.1, for mail RFC 7672). Numbers not known today are kept.</summary>
public sealed record DnsTlsaRecord : DnsRecord
{
    /// <summary>0 PKIX-TA, 1 PKIX-EE, 2 DANE-TA, 3 DANE-EE (RFC 7218).</summary>
    public required int Usage { get; init; }

    /// <summary>0 the whole certificate, 1 its public key.</summary>
    public required int Selector { get; init; }

    /// <summary>0 the thing itself, 1 its SHA-256, 2 its SHA-512.</summary>
    public required int MatchingType { get; init; }

    /// <summary>What to compare with.</summary>
    public required ReadOnlyMemory<byte> AssociationData { get; init; }

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.TLSA;

    /// <inheritdoc/>
    public override string Data =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1} {2} {3}", Usage, Selector, MatchingType, DnsText.ToHex(AssociationData.Span));

    /// <summary>Whether name, lifetime and all fields are the same.</summary>
    public bool Equals(DnsTlsaRecord? other) =>
        base.Equals(other) && Usage == other.Usage && Selector == other.Selector && MatchingType == other.MatchingType
        && AssociationData.Span.SequenceEqual(other.AssociationData.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => (base.GetHashCode() * 31) + DnsText.Hash(AssociationData.Span);
}
