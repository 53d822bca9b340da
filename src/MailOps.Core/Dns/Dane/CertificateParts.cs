using System;
using System.Security.Cryptography.X509Certificates;

namespace MailOps.Dns;

/// <summary>The parts of a certificate that a TLSA record can name (RFC 6698 section 2.1.2), as they stand in its DER.</summary>
internal static class CertificateParts
{
    private const byte Sequence = 0x30;
    private const byte Version = 0xA0;

    /// <summary>
    /// The SubjectPublicKeyInfo. Certificate and tbsCertificate are SEQUENCEs (RFC 5280 section 4.1); before the key stand the version, if any,
    /// serialNumber, signature, issuer, validity and subject.
    /// </summary>
    /// <returns>Empty when the certificate is malformed.</returns>
    public static ReadOnlySpan<byte> PublicKeyInfo(X509Certificate2 certificate)
    {
        ReadOnlySpan<byte> rest = certificate.RawData;
        if (!TryEnter(ref rest) || !TryEnter(ref rest))
        {
            return default;
        }

        var skipped = rest.Length > 0 && rest[0] == Version ? 6 : 5;
        for (var i = 0; i < skipped; i++)
        {
            if (!TryTake(ref rest, out _))
            {
                return default;
            }
        }

        return TryTake(ref rest, out var key) && key[0] == Sequence ? key : default;
    }

    private static bool TryEnter(scoped ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length == 0 || rest[0] != Sequence || !TryMeasure(rest, out var header, out var length))
        {
            return false;
        }

        rest = rest.Slice(header, length);
        return true;
    }

    private static bool TryTake(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> element)
    {
        element = default;
        if (!TryMeasure(rest, out var header, out var length))
        {
            return false;
        }

        element = rest.Slice(0, header + length);
        rest = rest.Slice(header + length);
        return true;
    }

    // X.690 section 8.1.3: one octet up to 127, else the number of octets that follow; two hold every certificate.
    private static bool TryMeasure(ReadOnlySpan<byte> rest, out int header, out int length)
    {
        header = 2;
        length = 0;
        if (rest.Length < 2)
        {
            return false;
        }

        length = rest[1];
        if (length >= 0x80)
        {
            var octets = length - 0x80;
            if (octets is 0 or > 3 || rest.Length < 2 + octets)
            {
                return false;
            }

            header += octets;
            length = 0;
            foreach (var octet in rest.Slice(2, octets))
            {
                length = (length << 8) | octet;
            }
        }

        return length <= rest.Length - header;
    }
}
