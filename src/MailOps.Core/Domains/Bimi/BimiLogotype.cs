using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailOps.Authentication;
using MailOps.Net;

namespace MailOps.Domains.Bimi;

/// <summary>
/// The logo inside a mark certificate (RFC 9399 section 4.1):
/// <code>
/// LogotypeExtn    ::= SEQUENCE { …, subjectLogo [2] EXPLICIT LogotypeInfo OPTIONAL, … }
/// LogotypeInfo    ::= CHOICE { direct [0] LogotypeData, … }
/// LogotypeData    ::= SEQUENCE { image SEQUENCE OF LogotypeImage OPTIONAL, … }
/// LogotypeImage   ::= SEQUENCE { imageDetails LogotypeDetails, … }
/// LogotypeDetails ::= SEQUENCE { mediaType IA5String, logotypeHash SEQUENCE OF HashAlgAndValue, logotypeURI SEQUENCE OF IA5String }
/// </code>
/// </summary>
internal sealed class BimiLogotype
{
    private const string Extension = "1.3.6.1.5.5.7.1.12";
    private const byte SubjectLogo = 0xA2;
    private const byte Direct = 0xA0;

    private readonly List<byte[]> _hashes = [];
    private readonly List<string> _uris = [];

    /// <summary>Reads the extension.</summary>
    /// <returns>Null when the certificate has none, or none with an image.</returns>
    public static BimiLogotype? Read(X509Certificate2 certificate)
    {
        var fields = new DerReader(CertificateExtensions.Find(certificate, Extension)).Enter(DerReader.Sequence);
        while (!fields.IsAtEnd && !fields.IsNext(SubjectLogo))
        {
            if (!fields.TryRead(out _, out _))
            {
                return null;
            }
        }

        var details = fields.Enter(SubjectLogo).Enter(Direct).Enter(DerReader.Sequence).Enter(DerReader.Sequence).Enter(DerReader.Sequence);
        if (!details.TryRead(DerReader.Ia5String, out _))
        {
            return null;
        }

        var logotype = new BimiLogotype();
        var hashes = details.Enter(DerReader.Sequence);
        while (hashes.TryRead(DerReader.Sequence, out var hash))
        {
            var parts = new DerReader(hash);
            if (parts.TryRead(DerReader.Sequence, out _) && parts.TryRead(DerReader.OctetString, out var value))
            {
                logotype._hashes.Add(value.ToArray());
            }
        }

        var uris = details.Enter(DerReader.Sequence);
        while (uris.TryRead(DerReader.Ia5String, out var uri))
        {
            logotype._uris.Add(Encoding.ASCII.GetString(uri.ToArray()));
        }

        return logotype._hashes.Count > 0 || logotype._uris.Count > 0 ? logotype : null;
    }

    /// <summary>
    /// Whether the logo that was fetched is the one in the certificate: the octets of an embedded one, or else its hash. The hash is over the file as it was
    /// packed for the certificate (VMC requirements), so that of a plain file is tried as well.
    /// </summary>
    /// <param name="fetched">The file as fetched.</param>
    /// <param name="plain">The same, unpacked.</param>
    public bool Matches(byte[] fetched, byte[] plain)
    {
        foreach (var uri in _uris)
        {
            if (Embedded(uri) is { } packed && BimiLogo.Unpack(packed, []) is { } logo)
            {
                return logo.AsSpan().SequenceEqual(plain);
            }
        }

        return _hashes.Exists(hash => IsHash(hash, fetched) || IsHash(hash, plain));
    }

    // data:image/svg+xml;base64,… (RFC 2397).
    private static byte[]? Embedded(string uri)
    {
        const string Marker = ";base64,";
        var marker = uri.IndexOf(Marker, StringComparison.OrdinalIgnoreCase);
        return marker < 0 || !uri.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
            ? null
            : Base64Text.Decode(Encoding.ASCII.GetBytes(uri.Substring(marker + Marker.Length)));
    }

    private static bool IsHash(byte[] hash, byte[] content) => hash.Length switch
    {
        32 => hash.AsSpan().SequenceEqual(SHA256.HashData(content)),
        64 => hash.AsSpan().SequenceEqual(SHA512.HashData(content)),
        _ => false,
    };
}
