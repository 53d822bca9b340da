using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailOps.Dns;

/// <summary>
/// Compares the certificates that a mail server showed with one of its TLSA records (RFC 6698 section 2.1, for mail RFC 7672 section 3). Whether the
/// record itself was validated with DNSSEC, without which it means nothing, is the caller's to know.
/// </summary>
internal sealed class DaneMatcher
{
    private const int TrustAnchor = 2;
    private const int EndEntity = 3;

    private readonly IReadOnlyList<X509Certificate2> _chain;
    private readonly IReadOnlyList<string> _names;

    /// <param name="chain">The certificates shown, the server's own first; at least one.</param>
    /// <param name="names">The names that the certificate may be for: the exchanger and the domain (RFC 7672 section 3.2.2).</param>
    public DaneMatcher(IReadOnlyList<X509Certificate2> chain, params string[] names)
    {
        _chain = chain;
        _names = names;
    }

    /// <summary>Whether a record can be used for mail at all: one that cannot counts as absent (RFC 7672 section 2.1).</summary>
    public static bool IsUsable(DnsTlsaRecord record) => Usability(record) is null;

    /// <summary>Compares one record.</summary>
    public DaneOutcome Compare(DnsTlsaRecord record)
    {
        if (Usability(record) is { } fault)
        {
            return fault;
        }

        // RFC 7672 section 3.1.1: of DANE-EE neither name nor dates matter, the record says it all.
        if (record.Usage == EndEntity)
        {
            return Matches(record, _chain[0]) ? DaneOutcome.Match : DaneOutcome.NoMatch;
        }

        var anchor = _chain.Skip(1).FirstOrDefault(certificate => Matches(record, certificate)) ?? InRecord(record);
        return anchor is null ? DaneOutcome.NoMatch
            : !LeadsTo(anchor) ? DaneOutcome.InvalidChain
            : _names.Any(name => PlatformTls.MatchesName(_chain[0], name)) ? DaneOutcome.Match
            : DaneOutcome.WrongName;
    }

    private static DaneOutcome? Usability(DnsTlsaRecord record)
    {
        if (record.Usage is not (TrustAnchor or EndEntity))
        {
            return DaneOutcome.UnusableUsage;
        }

        var length = record.AssociationData.Length;
        var isKnown = record.Selector is 0 or 1 && record.MatchingType switch
        {
            0 => length > 0,
            1 => length == 32,
            2 => length == 64,
            _ => false,
        };
        return isKnown ? null : DaneOutcome.UnusableData;
    }

    private static bool Matches(DnsTlsaRecord record, X509Certificate2 certificate)
    {
        var part = record.Selector == 0 ? certificate.RawData : CertificateParts.PublicKeyInfo(certificate).ToArray();
        return part.Length > 0 && record.AssociationData.Span.SequenceEqual(record.MatchingType switch
        {
            1 => Hash(SHA256.Create(), part),
            2 => Hash(SHA512.Create(), part),
            _ => part,
        });
    }

    // RFC 7671 section 5.2.1: an authority given whole in the record need not be sent by the server.
    private static X509Certificate2? InRecord(DnsTlsaRecord record)
    {
        if (record.Selector != 0 || record.MatchingType != 0)
        {
            return null;
        }

        try
        {
#pragma warning disable SYSLIB0057 // The newer loader does not exist on .NET Framework.
            return new X509Certificate2(record.AssociationData.ToArray());
#pragma warning restore SYSLIB0057
        }
        catch (CryptographicException)
        {
            // No certificate, so nobody's authority.
            return null;
        }
    }

    private bool LeadsTo(X509Certificate2 anchor)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.ExtraStore.AddRange(_chain.Skip(1).Append(anchor).ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;

        // The anchor need be trusted by nobody else, and may itself be signed by an authority that nobody here knows.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        var isValid = chain.Build(_chain[0]);
        return isValid && chain.ChainElements.Cast<X509ChainElement>().Skip(1).Any(e => e.Certificate.RawData.AsSpan().SequenceEqual(anchor.RawData));
    }

    private static byte[] Hash(HashAlgorithm algorithm, byte[] octets)
    {
        using (algorithm)
        {
            return algorithm.ComputeHash(octets);
        }
    }
}
