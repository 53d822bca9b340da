using System;
using System.Buffers.Binary;

namespace MailOps.Dns;

/// <summary>How to put a question on the wire.</summary>
internal readonly record struct QueryShape
{
    /// <summary>Whether to add an OPT record (RFC 6891) that offers <see cref="DnsWire.UdpPayload"/> octets.</summary>
    public bool UseEdns { get; init; }

    /// <summary>DO: whether signatures are wanted (RFC 3225); needs EDNS.</summary>
    public bool WantsSignatures { get; init; }

    /// <summary>The cookie to send along (RFC 7873 section 4); needs EDNS.</summary>
    public byte[]? Cookie { get; init; }

    /// <summary>Whether the query is filled up to a multiple of 128 octets, so that its length tells nothing (RFC 8467); needs EDNS.</summary>
    public bool IsPadded { get; init; }

    /// <summary>Whether letters are put in random case, which a forger would have to guess (draft-vixie-dnsext-dns0x20).</summary>
    public bool UseMixedCase { get; init; }
}

/// <summary>Writes questions (RFC 1035 section 4.1).</summary>
internal static class QueryWriter
{
    private const int OptLength = 11;
    private const int OptionHeader = 4;
    private const int CookieOption = 10;
    private const int PaddingOption = 12;

    // RFC 8467 section 4.1.
    private const int PaddingBlock = 128;

    // Type and class.
    private const int QuestionTail = 4;

    /// <summary>Writes a query for one question. The first two octets, the id, are left for the channel.</summary>
    public static byte[] Write(DnsQuestion question, QueryShape shape)
    {
        Span<byte> name = stackalloc byte[DnsName.MaxWire];
        var nameLength = DnsName.Encode(question.Name, name);
        if (shape.UseMixedCase)
        {
            MixCase(name.Slice(0, nameLength));
        }

        var questionEnd = DnsWire.HeaderLength + nameLength + QuestionTail;
        var length = questionEnd;
        var padding = -1;
        if (shape.UseEdns)
        {
            length += OptLength + (shape.Cookie is null ? 0 : OptionHeader + shape.Cookie.Length);
            if (shape.IsPadded)
            {
                length += OptionHeader;
                padding = (PaddingBlock - (length % PaddingBlock)) % PaddingBlock;
                length += padding;
            }
        }

        var packet = new byte[length];

        // RD: recursion desired. AD: this client understands the AD bit of the answer (RFC 6840 section 5.7), so it need not ask
        // for signatures to see it.
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), 0x0120);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), 1);
        name.Slice(0, nameLength).CopyTo(packet.AsSpan(DnsWire.HeaderLength));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(questionEnd - 4), (ushort)question.Type);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(questionEnd - 2), DnsWire.ClassIn);
        if (shape.UseEdns)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), 1);
            WriteOpt(packet.AsSpan(questionEnd), shape, padding);
        }

        return packet;
    }

    public static void SetId(byte[] packet, ushort id) => BinaryPrimitives.WriteUInt16BigEndian(packet, id);

    // RFC 6891 section 6.1.2: root name, type OPT, payload size as class, extended code, version and flags as TTL, options.
    private static void WriteOpt(Span<byte> opt, QueryShape shape, int padding)
    {
        BinaryPrimitives.WriteUInt16BigEndian(opt.Slice(1), DnsWire.OptType);
        BinaryPrimitives.WriteUInt16BigEndian(opt.Slice(3), DnsWire.UdpPayload);
        BinaryPrimitives.WriteUInt16BigEndian(opt.Slice(7), (ushort)(shape.WantsSignatures ? 0x8000 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(opt.Slice(9), (ushort)(opt.Length - OptLength));
        var rest = opt.Slice(OptLength);
        if (shape.Cookie is not null)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, CookieOption);
            BinaryPrimitives.WriteUInt16BigEndian(rest.Slice(2), (ushort)shape.Cookie.Length);
            shape.Cookie.CopyTo(rest.Slice(OptionHeader));
            rest = rest.Slice(OptionHeader + shape.Cookie.Length);
        }

        if (padding >= 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, PaddingOption);
            BinaryPrimitives.WriteUInt16BigEndian(rest.Slice(2), (ushort)padding);
        }
    }

    // A label's length is below 64, so no length octet is a letter.
    private static void MixCase(Span<byte> name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] is >= (byte)'a' and <= (byte)'z' && (DnsRandom.NextUInt16() & 1) != 0)
            {
                name[i] &= 0xDF;
            }
        }
    }
}
