namespace MailOps.Dns;

/// <summary>Numbers of the wire format.</summary>
internal static class DnsWire
{
    public const int HeaderLength = 12;
    public const int ClassIn = 1;
    public const int OptType = 41;

    /// <summary>What fits into one unfragmented datagram almost everywhere (the value of the DNS flag day 2020).</summary>
    public const int UdpPayload = 1232;

    /// <summary>The largest message there can be: a length of two octets (RFC 1035 section 4.2.2).</summary>
    public const int MaxMessage = 65_535;

    // A record set of mail has a handful of records, a large pool of addresses some hundred.
    public const int MaxRecords = 2_000;

    public const int NoError = 0;
    public const int FormatError = 1;
    public const int ServerFailure = 2;
    public const int NameError = 3;
    public const int NotImplemented = 4;
    public const int Refused = 5;
    public const int BadVersion = 16;
    public const int BadCookie = 23;
}
