using System;
using System.Security.Cryptography;

namespace MailOps.Authentication.Dkim;

/// <summary>RSA keys as DKIM and PEM files have them. (The BCL of netstandard2.0 reads none of these.)</summary>
internal static class RsaKeyFormat
{
    // 1.2.840.113549.1.1.1, rsaEncryption (RFC 8017 appendix A.1), with its parameters, NULL
    private static readonly byte[] RsaEncryption = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

    /// <summary>Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1), or the RSAPublicKey inside it, which some domains publish bare.</summary>
    public static bool TryReadPublic(ReadOnlySpan<byte> data, out RSAParameters key)
    {
        key = default;
        var reader = new DerReader(data);
        if (!reader.TryRead(DerReader.Sequence, out var content) || !reader.IsAtEnd)
        {
            return false;
        }

        var inner = new DerReader(content);
        if (inner.IsNext(DerReader.Integer))
        {
            return TryReadModulus(ref inner, out key) && inner.IsAtEnd;
        }

        if (!TryReadAlgorithm(ref inner) || !inner.TryRead(DerReader.BitString, out var bits) || !inner.IsAtEnd || bits.IsEmpty || bits[0] != 0)
        {
            return false;
        }

        var outer = new DerReader(bits.Slice(1));
        if (!outer.TryRead(DerReader.Sequence, out var numbers) || !outer.IsAtEnd)
        {
            return false;
        }

        var modulus = new DerReader(numbers);
        return TryReadModulus(ref modulus, out key) && modulus.IsAtEnd;
    }

    public static byte[] WritePublic(RSAParameters key) => DerWriter.Element(
        DerReader.Sequence,
        Algorithm(),
        DerWriter.Element(
            DerReader.BitString,
            [0],
            DerWriter.Element(DerReader.Sequence, DerWriter.Unsigned(key.Modulus!), DerWriter.Unsigned(key.Exponent!))));

    /// <summary>Reads a PrivateKeyInfo (PKCS #8, RFC 5208 section 5) or an RSAPrivateKey (PKCS #1, RFC 8017 appendix A.1.2).</summary>
    public static bool TryReadPrivate(ReadOnlySpan<byte> data, out RSAParameters key)
    {
        key = default;
        var reader = new DerReader(data);
        if (!reader.TryRead(DerReader.Sequence, out var content))
        {
            return false;
        }

        var inner = new DerReader(content);
        if (!inner.TryReadUnsigned(out _))
        {
            return false;
        }

        if (!inner.IsNext(DerReader.Sequence))
        {
            return TryReadPrivateNumbers(ref inner, out key);
        }

        return TryReadAlgorithm(ref inner) && inner.TryRead(DerReader.OctetString, out var octets) && TryReadPrivate(octets, out key);
    }

    public static byte[] WritePrivate(RSAParameters key) => DerWriter.Element(
        DerReader.Sequence,
        DerWriter.Unsigned([0]),
        Algorithm(),
        DerWriter.Element(DerReader.OctetString, DerWriter.Element(
            DerReader.Sequence,
            DerWriter.Unsigned([0]),
            DerWriter.Unsigned(key.Modulus!),
            DerWriter.Unsigned(key.Exponent!),
            DerWriter.Unsigned(key.D!),
            DerWriter.Unsigned(key.P!),
            DerWriter.Unsigned(key.Q!),
            DerWriter.Unsigned(key.DP!),
            DerWriter.Unsigned(key.DQ!),
            DerWriter.Unsigned(key.InverseQ!))));

    /// <summary>The length of a modulus, highest bit first.</summary>
    public static int BitLength(byte[] modulus)
    {
        var bits = modulus.Length * 8;
        for (var mask = 0x80; mask > 0 && modulus.Length > 0 && (modulus[0] & mask) == 0; mask >>= 1)
        {
            bits--;
        }

        return bits;
    }

    private static byte[] Algorithm() => DerWriter.Element(
        DerReader.Sequence, DerWriter.Element(DerReader.ObjectIdentifier, RsaEncryption), DerWriter.Element(DerReader.Null));

    private static bool TryReadAlgorithm(ref DerReader reader)
    {
        if (!reader.TryRead(DerReader.Sequence, out var content))
        {
            return false;
        }

        var inner = new DerReader(content);
        return inner.TryRead(DerReader.ObjectIdentifier, out var oid) && oid.SequenceEqual(RsaEncryption);
    }

    private static bool TryReadModulus(ref DerReader reader, out RSAParameters key)
    {
        key = default;
        if (!reader.TryReadUnsigned(out var modulus) || !reader.TryReadUnsigned(out var exponent))
        {
            return false;
        }

        key = new RSAParameters { Modulus = modulus, Exponent = exponent };
        return true;
    }

    // version, which the caller took, n, e, d, p, q, d mod (p-1), d mod (q-1), 1/q mod p
    private static bool TryReadPrivateNumbers(ref DerReader reader, out RSAParameters key)
    {
        key = default;
        if (!TryReadModulus(ref reader, out var read) || !reader.TryReadUnsigned(out var d) || !reader.TryReadUnsigned(out var p)
            || !reader.TryReadUnsigned(out var q) || !reader.TryReadUnsigned(out var dp) || !reader.TryReadUnsigned(out var dq)
            || !reader.TryReadUnsigned(out var inverse))
        {
            return false;
        }

        // The BCL wants all numbers at their full length.
        var size = read.Modulus!.Length;
        var half = (size + 1) / 2;
        key = new RSAParameters
        {
            Modulus = read.Modulus,
            Exponent = read.Exponent,
            D = Pad(d, size),
            P = Pad(p, half),
            Q = Pad(q, half),
            DP = Pad(dp, half),
            DQ = Pad(dq, half),
            InverseQ = Pad(inverse, half),
        };
        return d.Length <= size && p.Length <= half && q.Length <= half && dp.Length <= half && dq.Length <= half && inverse.Length <= half;
    }

    private static byte[] Pad(byte[] value, int length)
    {
        if (value.Length >= length)
        {
            return value;
        }

        var padded = new byte[length];
        value.CopyTo(padded, length - value.Length);
        return padded;
    }
}
