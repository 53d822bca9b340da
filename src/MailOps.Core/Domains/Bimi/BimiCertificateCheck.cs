using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailOps.Authentication.Dkim;
using MailOps.Net;

namespace MailOps.Domains.Bimi;

/// <summary>Reads and judges a mark certificate: purpose, dates, domain, logo, and the authority where its roots were given.</summary>
internal sealed class BimiCertificateCheck(BimiCheckOptions options, DateTime now)
{
    // id-kp-BrandIndicatorforMessageIdentification (VMC requirements).
    private const string Purpose = "1.3.6.1.5.5.7.3.31";
    private const string ExtendedKeyUsage = "2.5.29.37";
    private const int MaxCertificates = 8;
    private const int SoonDays = 30;

    /// <summary>Reads the certificates of a PEM file, the first one being the mark certificate.</summary>
    public static IReadOnlyList<X509Certificate2> ReadPem(byte[] content)
    {
        List<X509Certificate2> certificates = [];
        var text = Encoding.ASCII.GetString(content);
        const string End = "-----END ";
        while (certificates.Count < MaxCertificates && PemText.TryRead(text, out var label, out var der))
        {
            if (label == "CERTIFICATE")
            {
                try
                {
#pragma warning disable SYSLIB0057 // The newer loader does not exist on .NET Framework.
                    certificates.Add(new X509Certificate2(der));
#pragma warning restore SYSLIB0057
                }
                catch (CryptographicException)
                {
                    // What cannot be read ends the file: what was read before may still be judged.
                    break;
                }
            }

            text = text.Substring(text.IndexOf(End, StringComparison.Ordinal) + End.Length);
        }

        return certificates;
    }

    /// <summary>Judges a certificate.</summary>
    /// <param name="chain">The certificates of the file.</param>
    /// <param name="names">What it may be for: domain, organizational domain, and their records.</param>
    /// <param name="logo">The logo as fetched and unpacked; null when it was not seen.</param>
    /// <param name="findings">Gets what is wrong.</param>
    public BimiCertificate Run(IReadOnlyList<X509Certificate2> chain, IReadOnlyList<string> names, (byte[] Fetched, byte[] Plain)? logo, List<Finding> findings)
    {
        var certificate = chain[0];
        var own = CertificateExtensions.DnsNames(certificate).Take(100).ToList();
        var logotype = BimiLogotype.Read(certificate);
        var result = new BimiCertificate
        {
            Subject = DisplayText.Quote(certificate.Subject),
            Issuer = DisplayText.Quote(certificate.Issuer),
            Names = new TextList(own.Select(name => DisplayText.Quote(name))),
            NotBefore = certificate.NotBefore.ToUniversalTime(),
            NotAfter = certificate.NotAfter.ToUniversalTime(),
            DaysLeft = (int)Math.Floor((certificate.NotAfter.ToUniversalTime() - now).TotalDays),
            IsTrusted = options.MarkAuthorities.Count == 0 ? null : PlatformTls.LeadsTo(options.MarkAuthorities, certificate, [.. chain.Skip(1)], Purpose),
            MatchesLogo = logotype is null || logo is not { } seen ? null : logotype.Matches(seen.Fetched, seen.Plain),
        };
        findings.AddRange(Judge(result, certificate, logotype is not null));
        if (!own.Exists(name => names.Contains(name.TrimEnd('.'), StringComparer.OrdinalIgnoreCase)))
        {
            findings.Add(BimiFindings.OtherDomain.Found(names[0], own.Count > 0 ? string.Join(", ", result.Names.Take(5)) : result.Subject));
        }

        return result;
    }

    private IEnumerable<Finding> Judge(BimiCertificate result, X509Certificate2 certificate, bool hasLogotype)
    {
        if (!HasPurpose(certificate))
        {
            yield return BimiFindings.Purpose.Found();
        }

        if (now < result.NotBefore || now > result.NotAfter)
        {
            yield return BimiFindings.Expired.Found(Day(result.NotBefore), Day(result.NotAfter));
        }
        else if (result.DaysLeft < SoonDays)
        {
            yield return BimiFindings.ExpiresSoon.Found(result.DaysLeft);
        }

        if (!hasLogotype)
        {
            yield return BimiFindings.NoLogotype.Found();
        }
        else if (result.MatchesLogo == false)
        {
            yield return BimiFindings.OtherLogo.Found();
        }

        if (result.IsTrusted == false)
        {
            yield return BimiFindings.Untrusted.Found();
        }
        else if (result.IsTrusted is null)
        {
            yield return BimiFindings.TrustUnknown.Found(result.Issuer);
        }
    }

    private static bool HasPurpose(X509Certificate2 certificate)
    {
        var usages = certificate.Extensions.Cast<X509Extension>().FirstOrDefault(e => e.Oid?.Value == ExtendedKeyUsage);
        return usages is not null && new X509EnhancedKeyUsageExtension(usages, usages.Critical).EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == Purpose);
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
