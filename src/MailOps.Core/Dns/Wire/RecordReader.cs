using System;
using System.Net;
using System.Text;

namespace MailOps.Dns;

/// <summary>Reads one resource record (RFC 1035 section 4.1.3) of a type that is known here.</summary>
internal static class RecordReader
{
    /// <summary>Reads a record; the reader has failed when it is malformed.</summary>
    /// <returns>The record, or null for a type or class that is none of ours, such as RRSIG.</returns>
    public static DnsRecord? Read(ref WireReader reader)
    {
        var name = reader.ReadName();
        var type = (DnsRecordType)reader.ReadUInt16();
        var @class = reader.ReadUInt16();
        var ttl = Lifetime(reader.ReadUInt32());
        var outer = reader.Enter(reader.ReadUInt16());
        if (reader.Failed)
        {
            return null;
        }

        var record = @class == DnsWire.ClassIn ? ReadData(ref reader, type, name, ttl) : null;

        // Data behind the last field means that the fields are not what we take them for.
        if (record is not null && reader.Position != reader.End)
        {
            reader.Fail();
        }

        reader.Leave(outer);
        return reader.Failed ? null : record;
    }

    // RFC 2181 section 8: a number with the highest bit set means zero.
    private static TimeSpan Lifetime(uint seconds) => TimeSpan.FromSeconds(seconds > int.MaxValue ? 0 : seconds);

    private static DnsRecord? ReadData(ref WireReader reader, DnsRecordType type, string name, TimeSpan ttl)
    {
        switch (type)
        {
            case DnsRecordType.A:
                return new DnsAddressRecord { Name = name, TimeToLive = ttl, Address = ReadAddress(ref reader, 4) };
            case DnsRecordType.AAAA:
                return new DnsAddressRecord { Name = name, TimeToLive = ttl, Address = ReadAddress(ref reader, 16) };
            case DnsRecordType.CNAME:
                return new DnsCnameRecord { Name = name, TimeToLive = ttl, Target = reader.ReadName() };
            case DnsRecordType.NS:
                return new DnsNsRecord { Name = name, TimeToLive = ttl, Host = reader.ReadName() };
            case DnsRecordType.PTR:
                return new DnsPtrRecord { Name = name, TimeToLive = ttl, Target = reader.ReadName() };
            case DnsRecordType.MX:
                return new DnsMxRecord { Name = name, TimeToLive = ttl, Preference = reader.ReadUInt16(), Exchange = reader.ReadName() };
            case DnsRecordType.TXT:
                return new DnsTxtRecord { Name = name, TimeToLive = ttl, Value = ReadStrings(ref reader) };
            case DnsRecordType.SRV:
                return new DnsSrvRecord
                {
                    Name = name,
                    TimeToLive = ttl,
                    Priority = reader.ReadUInt16(),
                    Weight = reader.ReadUInt16(),
                    Port = reader.ReadUInt16(),
                    Target = reader.ReadName(),
                };
            case DnsRecordType.TLSA:
                return new DnsTlsaRecord
                {
                    Name = name,
                    TimeToLive = ttl,
                    Usage = reader.ReadByte(),
                    Selector = reader.ReadByte(),
                    MatchingType = reader.ReadByte(),
                    AssociationData = reader.Take(reader.End - reader.Position).ToArray(),
                };
            case DnsRecordType.SOA:
                return new DnsSoaRecord
                {
                    Name = name,
                    TimeToLive = ttl,
                    PrimaryServer = reader.ReadName(),
                    ResponsibleMailbox = reader.ReadName(),
                    Serial = reader.ReadUInt32(),
                    Refresh = TimeSpan.FromSeconds(reader.ReadUInt32()),
                    Retry = TimeSpan.FromSeconds(reader.ReadUInt32()),
                    Expire = TimeSpan.FromSeconds(reader.ReadUInt32()),
                    Minimum = Lifetime(reader.ReadUInt32()),
                };
            case DnsRecordType.CAA:
                return ReadCaa(ref reader, name, ttl);
            default:
                return null;
        }
    }

    private static IPAddress ReadAddress(ref WireReader reader, int length)
    {
        var octets = reader.Take(length);
        return octets.IsEmpty ? IPAddress.None : new IPAddress(octets.ToArray());
    }

    // One or more strings, each with its length before it. The record without any is broken, but means the empty text.
    private static byte[] ReadStrings(ref WireReader reader)
    {
        var start = reader.Position;
        var joined = new byte[Math.Max(0, reader.End - start)];
        var length = 0;
        while (!reader.Failed && reader.Position < reader.End)
        {
            var part = reader.Take(reader.ReadByte());
            part.CopyTo(joined.AsSpan(length));
            length += part.Length;
        }

        return joined.AsSpan(0, length).ToArray();
    }

    // RFC 8659 section 4.1: flags, length of the tag, the tag (at least one letter or digit), and the value as the rest.
    private static DnsCaaRecord ReadCaa(ref WireReader reader, string name, TimeSpan ttl)
    {
        var flags = reader.ReadByte();
        var tagLength = reader.ReadByte();
        if (tagLength == 0)
        {
            reader.Fail();
        }

        var tag = Encoding.ASCII.GetString(reader.Take(tagLength));
        return new DnsCaaRecord
        {
            Name = name,
            TimeToLive = ttl,
            Flags = flags,
            Tag = tag.ToLowerInvariant(),
            Value = Encoding.UTF8.GetString(reader.Take(reader.End - reader.Position)),
        };
    }
}
