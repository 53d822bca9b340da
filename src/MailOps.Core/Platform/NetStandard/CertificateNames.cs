using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MailOps.Platform;

/// <summary>
/// Whether a certificate is for a host (RFC 9525 section 6). The runtime compares the name too, but Mono stops at the first fault: where it does
/// not know the authority, it has not looked at the name.
/// </summary>
internal static class CertificateNames
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private const byte DnsNameTag = 0x82;
    private const byte IpAddressTag = 0x87;

    public static bool Match(X509Certificate2 certificate, string host)
    {
        var extension = certificate.Extensions.Cast<X509Extension>().FirstOrDefault(e => e.Oid?.Value == SubjectAlternativeName);
        if (extension is null)
        {
            // Old private authorities write the common name only; newer runtimes still take it.
            return MatchName(certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false), host);
        }

        var isAddress = IPAddress.TryParse(host, out var address);
        return Names(extension.RawData).Any(name => name.Tag == (isAddress ? IpAddressTag : DnsNameTag) && (isAddress
            ? name.Value.SequenceEqual(address!.GetAddressBytes())
            : MatchName(Encoding.ASCII.GetString(name.Value), host)));
    }

    // Section 6.3: "*" stands for exactly one label, the first one, and nothing but it.
    internal static bool MatchName(string pattern, string host)
    {
        host = DomainName.TryParse(host, out var domain) ? domain.Ascii : host;
        if (!pattern.StartsWith("*.", StringComparison.Ordinal))
        {
            return string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase);
        }

        var dot = host.IndexOf('.');
        return dot > 0 && string.Equals(pattern.Substring(1), host.Substring(dot), StringComparison.OrdinalIgnoreCase);
    }

    // GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName (RFC 5280 section 4.2.1.6), in DER; what breaks it ends the list.
    private static List<(byte Tag, byte[] Value)> Names(byte[] der)
    {
        List<(byte Tag, byte[] Value)> names = [];
        var rest = new DerReader(der).Enter(DerReader.Sequence);
        while (rest.TryRead(out var tag, out var value))
        {
            names.Add((tag, value.ToArray()));
        }

        return names;
    }
}
