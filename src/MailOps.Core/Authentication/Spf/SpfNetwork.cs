using System;
using System.Net;

namespace MailOps.Authentication.Spf;

/// <summary>An address or a network as plain bits; IPv4 addresses mapped into IPv6 are IPv4 (RFC 7208 section 5).</summary>
internal readonly struct SpfNetwork : IEquatable<SpfNetwork>
{
    // IPv4 stands in the upper 32 bits of High, so that prefixes are masks from the left for both families.
    private SpfNetwork(bool isIPv4, ulong high, ulong low, int prefixLength)
    {
        IsIPv4 = isIPv4;
        PrefixLength = prefixLength;
        High = high & Mask(prefixLength);
        Low = low & Mask(prefixLength - 64);
    }

    public bool IsIPv4 { get; }

    /// <summary>The bits of the network, those behind the prefix cleared.</summary>
    public ulong High { get; }

    public ulong Low { get; }

    public int PrefixLength { get; }

    public static SpfNetwork Of(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return bytes.Length == 4 ? new SpfNetwork(true, Read(bytes, 0, 4) << 32, 0, 32) : new SpfNetwork(false, Read(bytes, 0, 8), Read(bytes, 8, 8), 128);
    }

    /// <summary>The network of an address as a record writes it, without any mapping between the families.</summary>
    public static SpfNetwork Of(IPAddress network, int prefixLength)
    {
        var bytes = network.GetAddressBytes();
        return bytes.Length == 4
            ? new SpfNetwork(true, Read(bytes, 0, 4) << 32, 0, prefixLength)
            : new SpfNetwork(false, Read(bytes, 0, 8), Read(bytes, 8, 8), prefixLength);
    }

    public SpfNetwork WithPrefix(int prefixLength) => new(IsIPv4, High, Low, prefixLength);

    /// <summary>Whether the other network or address lies within this one. The families never mix (RFC 7208 section 5.6).</summary>
    public bool Contains(SpfNetwork other) =>
        IsIPv4 == other.IsIPv4 && PrefixLength <= other.PrefixLength
        && ((High ^ other.High) & Mask(PrefixLength)) == 0 && ((Low ^ other.Low) & Mask(PrefixLength - 64)) == 0;

    public IPAddress ToAddress()
    {
        var bytes = new byte[IsIPv4 ? 4 : 16];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((i < 8 ? High : Low) >> (56 - (8 * (i % 8))));
        }

        return new IPAddress(bytes);
    }

    public bool Equals(SpfNetwork other) =>
        IsIPv4 == other.IsIPv4 && PrefixLength == other.PrefixLength && High == other.High && Low == other.Low;

    public override bool Equals(object? obj) => obj is SpfNetwork other && Equals(other);

    public override int GetHashCode() => (High ^ (Low * 31)).GetHashCode() ^ (PrefixLength << 1) ^ (IsIPv4 ? 1 : 0);

    /// <summary>The network as an ip4 or ip6 term has it, without the length when it is a single address.</summary>
    public override string ToString() =>
        PrefixLength == (IsIPv4 ? 32 : 128) ? ToAddress().ToString() : ToAddress() + "/" + PrefixLength;

    private static ulong Mask(int bits) => bits <= 0 ? 0 : bits >= 64 ? ulong.MaxValue : ~(ulong.MaxValue >> bits);

    private static ulong Read(byte[] bytes, int start, int count)
    {
        var value = 0UL;
        for (var i = 0; i < count; i++)
        {
            value = (value << 8) | bytes[start + i];
        }

        return value;
    }
}
