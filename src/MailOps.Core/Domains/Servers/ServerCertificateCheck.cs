using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailOps.Dns;
using MailOps.Net;

namespace MailOps.Domains.Servers;

/// <summary>Judges the certificate that a mail server showed, beyond what the handshake says of it.</summary>
internal static class ServerCertificateCheck
{
    // A month before the end is when renewals happen; two weeks before it they have failed.
    private const int SoonDays = 14;

    private const int MaxNames = 100;

    private static readonly Dictionary<string, string> WeakSignatures = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.1.1.4"] = "MD5",
        ["1.2.840.113549.1.1.5"] = "SHA-1",
        ["1.2.840.10045.4.1"] = "SHA-1",
    };

    public static SmtpServerCertificate Describe(X509Certificate2 certificate, MailOpsException? refusal, DateTime now)
    {
        var (algorithm, bits) = KeyOf(certificate);
        return new SmtpServerCertificate
        {
            Subject = DisplayText.Quote(certificate.Subject),
            Issuer = DisplayText.Quote(certificate.Issuer),
            Names = new TextList(CertificateExtensions.DnsNames(certificate).Take(MaxNames).Select(name => DisplayText.Quote(name))),
            NotBefore = certificate.NotBefore.ToUniversalTime(),
            NotAfter = certificate.NotAfter.ToUniversalTime(),
            DaysLeft = (int)Math.Floor((certificate.NotAfter.ToUniversalTime() - now).TotalDays),
            KeyAlgorithm = algorithm,
            KeyBits = bits,
            IsValid = refusal is null,
            Problem = refusal is null ? "" : DisplayText.Quote(refusal.Message.AsSpan(), 300),
            Thumbprint = DnsText.ToHex(SHA256.HashData(certificate.RawData)),
        };
    }

    public static IEnumerable<Finding> Judge(string host, SmtpServerCertificate shown, X509Certificate2 certificate, MailOpsException? refusal, DateTime now)
    {
        var isOutOfDate = now < shown.NotBefore || now > shown.NotAfter;
        if (isOutOfDate)
        {
            yield return SmtpServerFindings.Expired.Found(host, Day(shown.NotBefore), Day(shown.NotAfter));
        }
        else if (shown.DaysLeft < SoonDays)
        {
            yield return SmtpServerFindings.ExpiresSoon.Found(host, shown.DaysLeft);
        }

        switch (refusal?.ErrorId)
        {
            case null or "MailOps.Net.CertificateExpired":
                break;
            case "MailOps.Net.CertificateWrongName":
                yield return SmtpServerFindings.WrongName.Found(host, shown.Names.Count > 0 ? string.Join(", ", shown.Names.Take(5)) : shown.Subject);
                break;
            case "MailOps.Net.CertificateUntrusted":
                yield return SmtpServerFindings.Untrusted.Found(host, shown.Issuer);
                break;
            default:
                yield return SmtpServerFindings.InvalidCertificate.Found(host, shown.Problem);
                break;
        }

        if (shown.KeyBits is { } bits && bits < (shown.KeyAlgorithm == "RSA" ? 2048 : 256))
        {
            yield return SmtpServerFindings.WeakKey.Found(host, shown.KeyAlgorithm, bits);
        }

        // Nobody checks the signature of a certificate that signs itself.
        if (certificate.Issuer != certificate.Subject && WeakSignatures.TryGetValue(certificate.SignatureAlgorithm.Value ?? "", out var weak))
        {
            yield return SmtpServerFindings.WeakSignature.Found(host, weak);
        }
    }

    private static (string Algorithm, int? Bits) KeyOf(X509Certificate2 certificate)
    {
        try
        {
            if (certificate.GetRSAPublicKey() is { } rsa)
            {
                using (rsa)
                {
                    return ("RSA", rsa.KeySize);
                }
            }

            if (certificate.GetECDsaPublicKey() is { } curve)
            {
                using (curve)
                {
                    return ("ECDSA", curve.KeySize);
                }
            }
        }
        catch (CryptographicException)
        {
            // A curve that this system does not know, or a broken key: its name is all there is to say.
        }

        return (certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "", null);
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
