using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MailOps.Net;

/// <summary>The versions of TLS, by their number on the wire (RFC 8446 section 4.2.1).</summary>
internal enum TlsVersion
{
    Tls10 = 0x0301,
    Tls11 = 0x0302,
    Tls12 = 0x0303,
    Tls13 = 0x0304,
}

/// <summary>
/// The first message of a handshake, for exactly one version, and what a server's first message says to it. The handshake goes no further: it only
/// tells whether the server would take a version, also where this system's own TLS has forgotten it.
/// </summary>
internal static class TlsHello
{
    /// <summary>Every record begins with type, version and length (RFC 8446 section 5.1).</summary>
    public const int HeaderLength = 5;

    // Old and new, so that a refusal is about the version and not about the ciphers.
    private static readonly ushort[] OldCiphers =
    [
        0xC02C, 0xC030, 0x009F, 0xCCA9, 0xCCA8, 0xC02B, 0xC02F, 0x009E, 0xC024, 0xC028, 0x006B, 0xC023, 0xC027, 0x0067,
        0xC00A, 0xC014, 0x0039, 0xC009, 0xC013, 0x0033, 0x009D, 0x009C, 0x003D, 0x003C, 0x0035, 0x002F, 0xC012, 0x0016, 0x000A,
    ];

    private static readonly ushort[] Tls13Ciphers = [0x1301, 0x1302, 0x1303];

    private static readonly ushort[] Groups = [0x001D, 0x0017, 0x0018, 0x0019];

    private static readonly ushort[] Signatures = [0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201];

    /// <summary>The record with the ClientHello (RFC 5246 section 7.4.1.2, RFC 8446 section 4.1.2).</summary>
    public static byte[] Write(TlsVersion version, string host)
    {
        var isTls13 = version == TlsVersion.Tls13;
        List<byte> body = [];
        Add16(body, (ushort)(isTls13 ? TlsVersion.Tls12 : version));
        body.AddRange(RandomBytes());
        AddBlock(body, 1, isTls13 ? RandomBytes() : []);
        AddBlock(body, 2, Numbers(isTls13 ? Tls13Ciphers : OldCiphers));
        AddBlock(body, 1, [0]);
        AddBlock(body, 2, Extensions(version, host));
        List<byte> message = [1];
        AddBlock(message, 3, body);
        List<byte> record = [22, 3, 1];
        AddBlock(record, 2, message);
        return [.. record];
    }

    /// <summary>What a ServerHello says: whether it takes the version that was offered.</summary>
    /// <param name="message">The handshake message without its header of four octets.</param>
    /// <param name="offered">The version.</param>
    public static bool Takes(ReadOnlySpan<byte> message, TlsVersion offered)
    {
        // legacy_version, random, session id, cipher, compression, extensions (RFC 8446 section 4.1.3).
        if (message.Length < 38 || message.Length < 38 + message[34])
        {
            return false;
        }

        if (offered != TlsVersion.Tls13)
        {
            return Read16(message) == (int)offered;
        }

        var rest = message.Slice(35 + message[34] + 3);
        rest = rest.Length < 2 ? default : rest.Slice(2);
        while (rest.Length >= 4)
        {
            var length = Read16(rest.Slice(2));
            if (length > rest.Length - 4)
            {
                return false;
            }

            if (Read16(rest) == 43 && length == 2)
            {
                return Read16(rest.Slice(4)) == (int)TlsVersion.Tls13;
            }

            rest = rest.Slice(4 + length);
        }

        return false;
    }

    public static int Read16(ReadOnlySpan<byte> octets) => (octets[0] << 8) | octets[1];

    private static List<byte> Extensions(TlsVersion version, string host)
    {
        List<byte> all = [];
        if (!IPAddress.TryParse(host.Trim('[', ']'), out _))
        {
            // RFC 6066 section 3: a list with one host name.
            List<byte> name = [0];
            AddBlock(name, 2, Encoding.ASCII.GetBytes(host));
            List<byte> names = [];
            AddBlock(names, 2, name);
            AddExtension(all, 0, names);
        }

        AddExtension(all, 10, List(2, Numbers(Groups)));
        AddExtension(all, 11, List(1, [0]));
        AddExtension(all, 23, []);
        AddExtension(all, 0xFF01, [0]);
        if (version >= TlsVersion.Tls12)
        {
            AddExtension(all, 13, List(2, Numbers(Signatures)));
        }

        if (version == TlsVersion.Tls13)
        {
            AddExtension(all, 43, List(1, [3, 4]));

            // A share of x25519; any 32 octets are a point, and nobody computes with it.
            List<byte> share = [0x00, 0x1D];
            AddBlock(share, 2, RandomBytes());
            AddExtension(all, 51, List(2, share));
        }

        return all;
    }

    private static void AddExtension(List<byte> all, ushort type, IReadOnlyCollection<byte> content)
    {
        Add16(all, type);
        AddBlock(all, 2, content);
    }

    private static List<byte> List(int lengthOctets, IReadOnlyCollection<byte> content)
    {
        List<byte> list = [];
        AddBlock(list, lengthOctets, content);
        return list;
    }

    private static void AddBlock(List<byte> target, int lengthOctets, IReadOnlyCollection<byte> content)
    {
        for (var i = lengthOctets - 1; i >= 0; i--)
        {
            target.Add((byte)(content.Count >> (8 * i)));
        }

        target.AddRange(content);
    }

    private static List<byte> Numbers(ushort[] numbers)
    {
        List<byte> octets = [];
        Array.ForEach(numbers, number => Add16(octets, number));
        return octets;
    }

    private static void Add16(List<byte> target, ushort number)
    {
        target.Add((byte)(number >> 8));
        target.Add((byte)number);
    }

    private static byte[] RandomBytes()
    {
        var octets = new byte[32];
        using var source = RandomNumberGenerator.Create();
        source.GetBytes(octets);
        return octets;
    }
}
