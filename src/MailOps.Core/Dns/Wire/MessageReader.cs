using System;
using System.Buffers.Binary;
using System.Text;

namespace MailOps.Dns;

/// <summary>Reads answers (RFC 1035 section 4.1).</summary>
internal static class MessageReader
{
    private const int ResponseFlag = 0x8000;
    private const int OpcodeMask = 0x7800;
    private const int CookieOption = 10;
    private const int ExtendedErrorOption = 15;
    private const int ObjectCost = 96;

    /// <summary>The id of a packet; whoever calls has checked its length.</summary>
    public static ushort IdOf(ReadOnlySpan<byte> packet) => BinaryPrimitives.ReadUInt16BigEndian(packet);

    /// <summary>
    /// Whether a packet answers a query: an answer by its flags, with the id and the question of the query (RFC 5452 section 9.1). Names are
    /// compared without case, unless the case was mixed to make it unguessable. Some servers leave out the question when they could not
    /// read the query or refuse it.
    /// </summary>
    public static bool IsAnswerTo(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> query, bool isMixedCase)
    {
        if (packet.Length < DnsWire.HeaderLength || IdOf(packet) != IdOf(query))
        {
            return false;
        }

        var flags = BinaryPrimitives.ReadUInt16BigEndian(packet.Slice(2));
        if ((flags & ResponseFlag) == 0 || (flags & OpcodeMask) != 0)
        {
            return false;
        }

        var questions = BinaryPrimitives.ReadUInt16BigEndian(packet.Slice(4));
        if (questions == 0)
        {
            return (flags & 15) is DnsWire.FormatError or DnsWire.NotImplemented or DnsWire.Refused or DnsWire.ServerFailure;
        }

        var length = QuestionLength(query);
        return questions == 1 && packet.Length >= DnsWire.HeaderLength + length
            && IsSameQuestion(packet.Slice(DnsWire.HeaderLength, length), query.Slice(DnsWire.HeaderLength, length), isMixedCase);
    }

    /// <summary>Reads a packet that <see cref="IsAnswerTo"/> has accepted.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="question">The question it answers.</param>
    /// <param name="message">The content.</param>
    /// <returns>False when the packet is malformed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> packet, DnsQuestion question, out DnsMessage message)
    {
        message = new DnsMessage();
        var reader = new WireReader(packet);
        reader.ReadUInt16();
        var flags = reader.ReadUInt16();
        var questions = reader.ReadUInt16();
        var answers = reader.ReadUInt16();
        var authorities = reader.ReadUInt16();
        var additionals = reader.ReadUInt16();
        ReadFlags(flags, message);
        for (var i = 0; i < questions && !reader.Failed; i++)
        {
            reader.SkipName();
            reader.Take(4);
        }

        if (reader.Failed)
        {
            return false;
        }

        // Whatever a truncated answer still holds is not used (RFC 2181 section 9), so it is not read either.
        if (message.IsTruncated)
        {
            return true;
        }

        if (questions == 1)
        {
            reader.Know(DnsWire.HeaderLength, question.Name);
        }

        if (answers + authorities + additionals > DnsWire.MaxRecords)
        {
            return false;
        }

        for (var i = 0; i < answers && !reader.Failed; i++)
        {
            ReadAnswer(ref reader, message);
        }

        for (var i = 0; i < authorities && !reader.Failed; i++)
        {
            ReadAuthority(ref reader, message);
        }

        for (var i = 0; i < additionals && !reader.Failed; i++)
        {
            ReadAdditional(ref reader, message);
        }

        message.Cost = packet.Length + (2 * reader.TextLength) + (ObjectCost * message.Answers.Count);
        return !reader.Failed;
    }

    // RFC 1035 section 4.1.1, RFC 4035 section 3.1.6
    private static void ReadFlags(int flags, DnsMessage message)
    {
        message.ResponseCode = flags & 15;
        message.IsAuthoritative = (flags & 0x0400) != 0;
        message.IsTruncated = (flags & 0x0200) != 0;
        message.IsRecursive = (flags & 0x0080) != 0;
        message.IsAuthenticData = (flags & 0x0020) != 0;
    }

    private static void ReadAnswer(ref WireReader reader, DnsMessage message)
    {
        if (RecordReader.Read(ref reader) is { } record)
        {
            message.Answers.Add(record);
        }
    }

    private static void ReadAuthority(ref WireReader reader, DnsMessage message)
    {
        switch (RecordReader.Read(ref reader))
        {
            case DnsSoaRecord soa:
                message.Soa ??= soa;
                break;
            case DnsNsRecord:
                message.HasNameServers = true;
                break;
        }
    }

    // Of the additional section only OPT matters; addresses there are glue, which a stub resolver does not use.
    private static void ReadAdditional(ref WireReader reader, DnsMessage message)
    {
        reader.SkipName();
        var type = reader.ReadUInt16();
        reader.ReadUInt16();
        var ttl = reader.ReadUInt32();
        var outer = reader.Enter(reader.ReadUInt16());
        if (type == DnsWire.OptType && !reader.Failed && !message.HasEdns)
        {
            message.HasEdns = true;
            message.ResponseCode |= (int)(ttl >> 24) << 4;
            ReadOptions(ref reader, message);
        }

        reader.Leave(outer);
    }

    private static void ReadOptions(ref WireReader reader, DnsMessage message)
    {
        while (!reader.Failed && reader.Position < reader.End)
        {
            var option = reader.ReadUInt16();
            var outer = reader.Enter(reader.ReadUInt16());
            if (option == ExtendedErrorOption && message.ExtendedError is null && !reader.Failed)
            {
                message.ExtendedError = reader.ReadUInt16();
                message.ExtendedText = Encoding.UTF8.GetString(reader.Take(reader.End - reader.Position)).TrimEnd('\0');
            }

            if (option == CookieOption && message.Cookie is null && !reader.Failed)
            {
                message.Cookie = reader.Take(reader.End - reader.Position).ToArray();
            }

            reader.Leave(outer);
        }
    }

    private static int QuestionLength(ReadOnlySpan<byte> query)
    {
        var position = DnsWire.HeaderLength;
        while (query[position] != 0)
        {
            position += query[position] + 1;
        }

        return position + 5 - DnsWire.HeaderLength;
    }

    // A question in an answer is never compressed: nothing stands before it.
    private static bool IsSameQuestion(ReadOnlySpan<byte> echo, ReadOnlySpan<byte> asked, bool isExact)
    {
        if (echo.SequenceEqual(asked))
        {
            return true;
        }

        if (isExact)
        {
            return false;
        }

        for (var i = 0; i < asked.Length - 4; i++)
        {
            if (ToLower(echo[i]) != ToLower(asked[i]))
            {
                return false;
            }
        }

        return echo.Slice(asked.Length - 4).SequenceEqual(asked.Slice(asked.Length - 4));
    }

    private static byte ToLower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
}
