using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MailOps.Net;

/// <summary>Reads a file with certificates of authorities: one in DER, or any number in PEM (RFC 7468) with other text between them.</summary>
internal static class TrustedRootFile
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    // The bundle of a whole system has a quarter of a megabyte.
    private const int MaxSize = 16 << 20;

    /// <exception cref="MailOpsException"><c>MailOps.Net.TrustedRootUnreadable</c>.</exception>
    public static IReadOnlyList<X509Certificate2> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length is 0 or > MaxSize)
            {
                throw NetErrors.TrustedRootUnreadable(path, cause: null);
            }

            var octets = File.ReadAllBytes(path);
            var text = Encoding.ASCII.GetString(octets);
            return text.Contains(Begin, StringComparison.Ordinal) ? ReadPem(text) : [Load(octets)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException
            or CryptographicException or FormatException)
        {
            throw NetErrors.TrustedRootUnreadable(path, e);
        }
    }

    private static List<X509Certificate2> ReadPem(string text)
    {
        List<X509Certificate2> roots = [];
        for (var begin = text.IndexOf(Begin, StringComparison.Ordinal); begin >= 0; begin = text.IndexOf(Begin, begin, StringComparison.Ordinal))
        {
            begin += Begin.Length;
            var end = text.IndexOf(End, begin, StringComparison.Ordinal);
            roots.Add(Load(Convert.FromBase64String(text.Substring(begin, (end < 0 ? text.Length : end) - begin))));
        }

        return roots;
    }

#pragma warning disable SYSLIB0057 // The newer loader does not exist on .NET Framework.
    private static X509Certificate2 Load(byte[] der) => new(der);
#pragma warning restore SYSLIB0057
}
