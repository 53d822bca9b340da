using System;
using System.Collections.Generic;
using System.Text;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Dkim;

/// <summary>Reads the value of a signature field: DKIM-Signature (RFC 6376 sections 3.5 and 6.1.1), ARC-Message-Signature and ARC-Seal (RFC 8617 section 4.1).</summary>
internal static class DkimSignatureParser
{
    private const int Version = 1;
    private const int Domain = 2;
    private const int Selector = 4;
    private const int Algorithm = 8;
    private const int Headers = 16;
    private const int BodyHash = 32;
    private const int Signature = 64;
    private const int Instance = 128;
    private const int ChainState = 256;
    private const int Identity = 512;
    private const int Optional = 1024;

    private const int ForSeal = Domain | Selector | Algorithm | Signature | Instance | ChainState;
    private const int ForArcMessage = Domain | Selector | Algorithm | Headers | BodyHash | Signature | Instance;
    private const int ForDkim = Version | Domain | Selector | Algorithm | Headers | BodyHash | Signature;

    private static readonly (int Tag, string Name)[] Names =
    [
        (Version, "v"), (Domain, "d"), (Selector, "s"), (Algorithm, "a"), (Headers, "h"), (BodyHash, "bh"), (Signature, "b"), (Instance, "i"), (ChainState, "cv"),
    ];

    // 9999-12-31, the last day of DateTime.
    private const long MaxUnixTime = 253402300799;

    /// <param name="value">The value of the field; the reading refers to it.</param>
    /// <param name="kind">Which field it is.</param>
    public static DkimSignatureReading Read(ReadOnlyMemory<byte> value, SignatureKind kind = SignatureKind.Dkim)
    {
        var reading = new DkimSignatureReading();
        var reader = new TagListReader(value.Span);
        var seen = 0;
        HashSet<string>? unknown = null;
        var identity = default(ReadOnlySpan<byte>);
        while (reader.Read())
        {
            var bit = BitOf(reader, kind);

            // RFC 6376 section 3.2: no tag may stand twice, also none that is ignored.
            if (bit == 0 ? !(unknown ??= new HashSet<string>(StringComparer.Ordinal)).Add(Encoding.ASCII.GetString(reader.Name)) : (seen & bit) != 0)
            {
                reading.Fault ??= DkimFindings.SignatureSyntax.Found();
                return reading;
            }

            if (bit == 0)
            {
                continue;
            }

            seen |= bit;
            if (bit == Identity)
            {
                identity = reader.Value;
            }
            else if (bit == Instance)
            {
                reading.Instance = ReadInstance(reading, reader.Value);
            }
            else if (bit == ChainState)
            {
                reading.ChainState = Encoding.UTF8.GetString(reader.Value);
            }
            else
            {
                ReadTag(reading, reader, value);
            }
        }

        if (reader.IsBroken)
        {
            reading.Fault ??= DkimFindings.SignatureSyntax.Found();
        }

        Check(reading, kind, seen);
        if (kind == SignatureKind.Dkim)
        {
            ReadIdentity(reading, identity, isGiven: (seen & Identity) != 0);
        }

        if (reading.Fault is null && kind != SignatureKind.ArcSeal && !Signs(reading.HeaderNames.Span, "from"u8))
        {
            reading.Fault = DkimFindings.FromNotSigned.Found();
        }

        return reading;
    }

    private static void Check(DkimSignatureReading reading, SignatureKind kind, int seen)
    {
        var required = kind switch { SignatureKind.ArcSeal => ForSeal, SignatureKind.ArcMessage => ForArcMessage, _ => ForDkim };
        foreach (var (tag, name) in Names)
        {
            if ((required & ~seen & tag) != 0)
            {
                reading.Fault ??= DkimFindings.MissingTag.Found(name);
            }
        }

        // RFC 8617 section 4.1.3: a seal covers ARC fields only, so it must not name others; section 4.1.2: nor may a message signature cover seals.
        if ((kind == SignatureKind.ArcSeal && (seen & Headers) != 0) || (kind == SignatureKind.ArcMessage && Signs(reading.HeaderNames.Span, "arc-seal"u8)))
        {
            reading.Fault ??= DkimFindings.InvalidTag.Found("h", Quote(reading.HeaderNames.Span));
        }
    }

    // Unknown tags are ignored.
    private static int BitOf(TagListReader reader, SignatureKind kind) =>
        reader.Is("cv") ? kind == SignatureKind.ArcSeal ? ChainState : 0
        : reader.Is("i") ? kind == SignatureKind.Dkim ? Identity : Instance
        : reader.Is("v") ? kind == SignatureKind.Dkim ? Version : 0
        : reader.Is("d") ? Domain : reader.Is("s") ? Selector : reader.Is("a") ? Algorithm
        : reader.Is("h") ? Headers : reader.Is("bh") ? BodyHash : reader.Is("b") ? Signature
        : reader.Is("c") ? Optional : reader.Is("l") ? Optional << 2 : reader.Is("t") ? Optional << 3
        : reader.Is("x") ? Optional << 4 : reader.Is("q") ? Optional << 5 : 0;

    private static void ReadTag(DkimSignatureReading reading, TagListReader reader, ReadOnlyMemory<byte> whole)
    {
        var value = reader.Value;
        switch (reader.Name[0])
        {
            case (byte)'v':
                Require(reading, value.SequenceEqual("1"u8), "v", value);
                break;
            case (byte)'d':
                reading.Domain = ReadDomain(reading, "d", value);
                break;
            case (byte)'s':
                reading.Selector = ReadDomain(reading, "s", value);
                break;
            case (byte)'a':
                ReadAlgorithm(reading, value);
                break;
            case (byte)'h':
                reading.HeaderNames = whole.Slice(reader.ValueStart, reader.ValueEnd - reader.ValueStart);
                break;
            case (byte)'b' when reader.Name.Length == 2:
                reading.BodyHash = ReadBase64(reading, "bh", value);
                break;
            case (byte)'b':
                reading.Signature = ReadBase64(reading, "b", value);
                (reading.CutStart, reading.CutEnd) = (reader.ValueStart, reader.ValueEnd);
                break;
            case (byte)'c':
                ReadCanonicalization(reading, value);
                break;
            case (byte)'l':
                reading.BodyLength = ReadNumber(reading, "l", value);
                break;
            case (byte)'t':
                reading.SignedAt = ReadTime(reading, "t", value);
                break;
            case (byte)'x':
                reading.ExpiresAt = ReadTime(reading, "x", value);
                break;
            default:
                Require(reading, OffersDnsTxt(value), "q", value);
                break;
        }
    }

    private static void ReadAlgorithm(DkimSignatureReading reading, ReadOnlySpan<byte> value)
    {
        var algorithm = value.SequenceEqual("rsa-sha256"u8) ? DkimAlgorithm.RsaSha256
            : value.SequenceEqual("ed25519-sha256"u8) ? DkimAlgorithm.Ed25519Sha256
            : value.SequenceEqual("rsa-sha1"u8) ? DkimAlgorithm.RsaSha1
            : DkimAlgorithm.Unknown;
        reading.Algorithm = algorithm;
        if (algorithm == DkimAlgorithm.Unknown)
        {
            reading.Fault ??= DkimFindings.UnknownAlgorithm.Found(Quote(value));
        }
        else if (algorithm == DkimAlgorithm.RsaSha1)
        {
            reading.Fault ??= DkimFindings.Sha1Signature.Found();
        }
    }

    // c = header ["/" body]; what is missing is simple.
    private static void ReadCanonicalization(DkimSignatureReading reading, ReadOnlySpan<byte> value)
    {
        var slash = value.IndexOf((byte)'/');
        var header = slash < 0 ? value : value.Slice(0, slash);
        var body = slash < 0 ? "simple"u8 : value.Slice(slash + 1);
        Require(reading, IsCanonicalization(header) && IsCanonicalization(body), "c", value);
        reading.HeaderCanonicalization = header.SequenceEqual("relaxed"u8) ? Canonicalization.Relaxed : Canonicalization.Simple;
        reading.BodyCanonicalization = body.SequenceEqual("relaxed"u8) ? Canonicalization.Relaxed : Canonicalization.Simple;
    }

    private static bool IsCanonicalization(ReadOnlySpan<byte> value) => value.SequenceEqual("relaxed"u8) || value.SequenceEqual("simple"u8);

    // Unknown methods are ignored (section 3.5), but one that is known must be there.
    private static bool OffersDnsTxt(ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            if (TagListReader.TakeEntry(ref value, (byte)':').SequenceEqual("dns/txt"u8))
            {
                return true;
            }
        }

        return false;
    }

    // i = [local-part] "@" domain, in DKIM's quoted-printable; the domain is that of d or one below it.
    private static void ReadIdentity(DkimSignatureReading reading, ReadOnlySpan<byte> value, bool isGiven)
    {
        var domain = reading.Domain;
        if (!isGiven)
        {
            reading.Identity = "@" + domain;
            return;
        }

        var identity = DecodeQuotedPrintable(value);
        var at = identity is null ? -1 : identity.LastIndexOf('@');
        if (at < 0 || !DomainText.TryNormalize(identity!.Substring(at + 1), out var own))
        {
            reading.Fault ??= DkimFindings.InvalidTag.Found("i", Quote(value));
            return;
        }

        var localPart = identity.Substring(0, at);
        reading.Identity = localPart + "@" + own;
        if (domain.Length > 0 && !DomainText.IsSameOrBelow(own, domain))
        {
            reading.Fault ??= DkimFindings.IdentityOutside.Found(DisplayText.Quote(identity), domain);
        }
    }

    // Section 2.11: "=" and two upper-case hexadecimal digits; white space is folding.
    private static string? DecodeQuotedPrintable(ReadOnlySpan<byte> value)
    {
        var octets = new byte[value.Length];
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (TagListReader.IsSpace(value[i]))
            {
                continue;
            }

            if (value[i] != '=')
            {
                octets[length++] = value[i];
                continue;
            }

            if (i + 2 >= value.Length || Hex(value[i + 1]) < 0 || Hex(value[i + 2]) < 0)
            {
                return null;
            }

            octets[length++] = (byte)((Hex(value[i + 1]) << 4) | Hex(value[i + 2]));
            i += 2;
        }

        return Encoding.UTF8.GetString(octets, 0, length);
    }

    private static int Hex(byte c) => c is >= (byte)'0' and <= (byte)'9' ? c - '0' : c is >= (byte)'A' and <= (byte)'F' ? c - 'A' + 10 : -1;

    private static bool Signs(ReadOnlySpan<byte> names, ReadOnlySpan<byte> name)
    {
        while (!names.IsEmpty)
        {
            if (SignedHeader.EqualsIgnoreCase(TagListReader.TakeEntry(ref names, (byte)':'), name))
            {
                return true;
            }
        }

        return false;
    }

    private static string ReadDomain(DkimSignatureReading reading, string tag, ReadOnlySpan<byte> value)
    {
        if (value.Length <= 255 && DomainText.TryNormalize(Encoding.UTF8.GetString(value), out var name))
        {
            return name;
        }

        reading.Fault ??= DkimFindings.InvalidTag.Found(tag, Quote(value));
        return "";
    }

    private static byte[] ReadBase64(DkimSignatureReading reading, string tag, ReadOnlySpan<byte> value)
    {
        if (Base64Text.Decode(value) is { } octets)
        {
            return octets;
        }

        reading.Fault ??= DkimFindings.InvalidTag.Found(tag, Quote(value));
        return [];
    }

    // RFC 8617 section 4.2.1: 1 to 50, without leading zeros or signs.
    private static int ReadInstance(DkimSignatureReading reading, ReadOnlySpan<byte> value)
    {
        var number = value.Length is 1 or 2 && value[0] != '0' && ReadNumber(reading, "i", value) is { } read ? (int)read : 0;
        if (number is < 1 or > DkimSignatureReading.MaxInstance)
        {
            reading.Fault ??= DkimFindings.InvalidTag.Found("i", Quote(value));
            return 0;
        }

        return number;
    }

    private static long? ReadNumber(DkimSignatureReading reading, string tag, ReadOnlySpan<byte> value)
    {
        // Section 3.5: up to 76 digits; what is beyond 18 is beyond every body and every clock.
        var number = 0L;
        foreach (var c in value)
        {
            number = c is >= (byte)'0' and <= (byte)'9' && number >= 0 ? Math.Min((number * 10) + (c - '0'), long.MaxValue / 20) : -1;
        }

        if (!value.IsEmpty && number >= 0)
        {
            return number;
        }

        reading.Fault ??= DkimFindings.InvalidTag.Found(tag, Quote(value));
        return null;
    }

    private static DateTime? ReadTime(DkimSignatureReading reading, string tag, ReadOnlySpan<byte> value) =>
        ReadNumber(reading, tag, value) is { } seconds
            ? new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(Math.Min(seconds, MaxUnixTime))
            : null;

    private static void Require(DkimSignatureReading reading, bool condition, string tag, ReadOnlySpan<byte> value)
    {
        if (!condition)
        {
            reading.Fault ??= DkimFindings.InvalidTag.Found(tag, Quote(value));
        }
    }

    private static string Quote(ReadOnlySpan<byte> value) => DisplayText.Quote(Encoding.UTF8.GetString(value));
}
