using System;
using System.Collections.Generic;
using System.Net;
using System.Text;

namespace MailOps.Dns;

/// <summary>Puts a <see cref="ZoneResolver"/> together, record by record. Names are given as in <see cref="DnsQuestion(string, DnsRecordType)"/>.</summary>
public sealed class ZoneBuilder
{
    internal static readonly TimeSpan DefaultTimeToLive = TimeSpan.FromHours(1);

    private readonly Dictionary<string, ZoneNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>Adds a record of any kind; its names are brought into normal form only where they are keys.</summary>
    /// <param name="record">The record.</param>
    public ZoneBuilder Add(DnsRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Node(record.Name).Add(record);
        return this;
    }

    /// <summary>Adds an A or AAAA record.</summary>
    /// <param name="name">The host.</param>
    /// <param name="address">The address as text.</param>
    public ZoneBuilder AddAddress(string name, string address) =>
        Add(new DnsAddressRecord { Name = Normal(name), TimeToLive = DefaultTimeToLive, Address = IPAddress.Parse(address) });

    /// <summary>Adds an MX record.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="preference">0 to 65535.</param>
    /// <param name="exchange">The host; <c>.</c> for a domain that takes no mail.</param>
    public ZoneBuilder AddMx(string name, int preference, string exchange) =>
        Add(new DnsMxRecord { Name = Normal(name), TimeToLive = DefaultTimeToLive, Preference = preference, Exchange = Normal(exchange) });

    /// <summary>Adds a TXT record.</summary>
    /// <param name="name">The name.</param>
    /// <param name="text">The text, stored as UTF-8.</param>
    public ZoneBuilder AddTxt(string name, string text) =>
        Add(new DnsTxtRecord { Name = Normal(name), TimeToLive = DefaultTimeToLive, Value = Encoding.UTF8.GetBytes(text) });

    /// <summary>Adds a CNAME record.</summary>
    /// <param name="name">The alias.</param>
    /// <param name="target">The name behind it.</param>
    public ZoneBuilder AddAlias(string name, string target) =>
        Add(new DnsCnameRecord { Name = Normal(name), TimeToLive = DefaultTimeToLive, Target = Normal(target) });

    /// <summary>Adds a PTR record for an address.</summary>
    /// <param name="address">The address as text.</param>
    /// <param name="target">Its name.</param>
    public ZoneBuilder AddPtr(string address, string target) => Add(new DnsPtrRecord
    {
        Name = DnsResolverExtensions.ReverseName(IPAddress.Parse(address)),
        TimeToLive = DefaultTimeToLive,
        Target = Normal(target),
    });

    /// <summary>Lets questions fail.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">The type whose questions fail; None for every type without a record of its own.</param>
    /// <param name="reason">Timeout or ServerFailure.</param>
    public ZoneBuilder AddFailure(string name, DnsRecordType type, DnsFailureReason reason)
    {
        if (reason is not (DnsFailureReason.Timeout or DnsFailureReason.ServerFailure))
        {
            throw new ArgumentOutOfRangeException(nameof(reason));
        }

        var node = Node(name);
        if (type == DnsRecordType.None)
        {
            node.OtherwiseFailure = reason;
        }
        else
        {
            node.Fail(type, reason);
        }

        return this;
    }

    /// <summary>Makes the resolver; the builder must not be used afterwards.</summary>
    public ZoneResolver Build() => new(_nodes);

    /// <summary>The entry of a name, made when there is none, so that the name exists.</summary>
    internal ZoneNode Node(string name)
    {
        var key = Normal(name);
        if (!_nodes.TryGetValue(key, out var node))
        {
            _nodes.Add(key, node = new ZoneNode());
        }

        return node;
    }

    private static string Normal(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return DnsName.TryNormalize(name, out var normal) ? normal : throw DnsErrors.InvalidName(name);
    }
}
