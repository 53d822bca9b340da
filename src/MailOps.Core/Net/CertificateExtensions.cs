using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MailOps.Net;

/// <summary>What the extensions of a certificate say (RFC 5280 section 4.2), read from their DER: the framework has no classes for them on every platform.</summary>
internal static class CertificateExtensions
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private const byte DnsNameTag = 0x82;

    /// <summary>The content of an extension; empty without it.</summary>
    public static byte[] Find(X509Certificate2 certificate, string oid) =>
        certificate.Extensions.Cast<X509Extension>().FirstOrDefault(e => e.Oid?.Value == oid)?.RawData ?? [];

    /// <summary>The host names in the subject alternative name; what breaks it ends the list.</summary>
    public static IReadOnlyList<string> DnsNames(X509Certificate2 certificate)
    {
        List<string> names = [];
        var rest = new DerReader(Find(certificate, SubjectAlternativeName)).Enter(DerReader.Sequence);
        while (rest.TryRead(out var tag, out var value))
        {
            if (tag == DnsNameTag)
            {
                names.Add(WireText.Printable(Encoding.ASCII.GetString(value.ToArray())));
            }
        }

        return names;
    }
}
