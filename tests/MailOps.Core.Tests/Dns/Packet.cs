using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MailOps.Tests.Dns;

/// <summary>Puts answers together by hand, octet by octet, with every fault that a test wants.</summary>
internal sealed class Packet
{
    private readonly List<byte> _octets = [];

    public int Length => _octets.Count;

    /// <summary>An answer to a query: its id and question, the flags QR, RD and RA, and the counts given.</summary>
    public static Packet AnswerTo(byte[] query, int code = 0, int answers = 0, int authorities = 0, int additionals = 0, int flags = 0x8180)
    {
        var packet = new Packet().Add(query[0], query[1]).Word(flags | code).Word(1).Word(answers).Word(authorities).Word(additionals);
        return packet.Add(query.Skip(12).Take(QuestionLength(query)).ToArray());
    }

    /// <summary>A query as a resolver would send it, without EDNS, with the id 0x1234.</summary>
    public static byte[] Query(string name, int type) => new Packet().Word(0x1234).Word(0x0100).Word(1).Word(0).Word(0).Word(0).Name(name).Word(type).Word(1).ToArray();

    public static int QuestionLength(byte[] query)
    {
        var position = 12;
        while (query[position] != 0)
        {
            position += query[position] + 1;
        }

        return position + 5 - 12;
    }

    /// <summary>The name asked for, lower case.</summary>
    public static string NameOf(byte[] query)
    {
        List<string> labels = [];
        for (var position = 12; query[position] != 0; position += query[position] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(query, position + 1, query[position]).ToLowerInvariant());
        }

        return string.Join(".", labels);
    }

    public static int TypeOf(byte[] query)
    {
        var end = 12 + QuestionLength(query);
        return (query[end - 4] << 8) | query[end - 3];
    }

    public static bool HasEdns(byte[] query) => query[11] == 1;

    public Packet Add(params byte[] octets)
    {
        _octets.AddRange(octets);
        return this;
    }

    public Packet Word(int value) => Add((byte)(value >> 8), (byte)value);

    public Packet Long(long value) => Word((int)(value >> 16)).Word((int)(value & 0xFFFF));

    public Packet Name(string name)
    {
        foreach (var label in name.Split(['.'], StringSplitOptions.RemoveEmptyEntries))
        {
            Add((byte)label.Length).Add(Encoding.ASCII.GetBytes(label));
        }

        return Add(0);
    }

    public Packet Pointer(int offset) => Word(0xC000 | offset);

    /// <summary>A record whose owner is the question's name.</summary>
    public Packet Record(int type, long ttl, Action<Packet> data) => Pointer(12).Rest(type, ttl, data);

    /// <summary>A record of another owner.</summary>
    public Packet Record(string owner, int type, long ttl, Action<Packet> data) => Name(owner).Rest(type, ttl, data);

    public Packet A(long ttl, params byte[] address) => Record(1, ttl, p => p.Add(address));

    public Packet Soa(string zone, long ttl, long minimum) =>
        Record(zone, 6, ttl, p => p.Name("ns." + zone).Name("admin." + zone).Long(1).Long(2).Long(3).Long(4).Long(minimum));

    /// <summary>An OPT record with options.</summary>
    public Packet Opt(int extendedCode = 0, params byte[] options) =>
        Add(0).Word(41).Word(1232).Long((long)extendedCode << 24).Word(options.Length).Add(options);

    public byte[] ToArray() => [.. _octets];

    private Packet Rest(int type, long ttl, Action<Packet> data)
    {
        var inner = new Packet();
        data(inner);
        return Word(type).Word(1).Long(ttl).Word(inner.Length).Add(inner.ToArray());
    }
}
