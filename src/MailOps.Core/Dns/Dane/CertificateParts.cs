using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailOps.Dns;

/// <summary>The parts of a certificate that a TLSA record can name (RFC 6698 section 2.1.2), as they stand in its DER.</summary>
internal static class CertificateParts
{
    private const byte Version = 0xA0;

    /// <summary>
    /// The SubjectPublicKeyInfo. Certificate and tbsCertificate are SEQUENCEs (RFC 5280 section 4.1); before the key stand the version, if any,
    /// serialNumber, signature, issuer, validity and subject.
    /// </summary>
    /// <returns>Empty when the certificate is malformed.</returns>
    public static ReadOnlySpan<byte> PublicKeyInfo(X509Certificate2 certificate)
    {
        var fields = new DerReader(certificate.RawData).Enter(DerReader.Sequence).Enter(DerReader.Sequence);
        var skipped = fields.IsNext(Version) ? 6 : 5;
        for (var i = 0; i < skipped; i++)
        {
            if (!fields.TryRead(out _, out _))
            {
                return default;
            }
        }

        return fields.TryRead(out var tag, out _, out var key) && tag == DerReader.Sequence ? key : default;
    }

    /// <summary>The data of a record 3 1 1 for a certificate: SHA-256 of its key.</summary>
    public static string KeyHash(X509Certificate2 certificate) => DnsText.ToHex(SHA256.HashData(PublicKeyInfo(certificate).ToArray()));
}
