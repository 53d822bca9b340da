using System.Collections.Generic;

namespace MailOps.Dns;

/// <summary>What a stub resolver needs of an answer on the wire.</summary>
internal sealed class DnsMessage
{
    /// <summary>The response code with the four bits of RFC 1035 and the eight of RFC 6891 section 6.1.3.</summary>
    public int ResponseCode { get; set; }

    /// <summary>TC: ask again over TCP.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>AA: the server is one of the zone's own.</summary>
    public bool IsAuthoritative { get; set; }

    /// <summary>RA: the server finds out what it does not know.</summary>
    public bool IsRecursive { get; set; }

    /// <summary>AD: the server validated the answer (RFC 4035 section 3.2.3).</summary>
    public bool IsAuthenticData { get; set; }

    /// <summary>Whether the answer had an OPT record.</summary>
    public bool HasEdns { get; set; }

    /// <summary>The records of the answer section whose types are known, in their order.</summary>
    public List<DnsRecord> Answers { get; } = [];

    /// <summary>The SOA record of the authority section, which makes a negative answer one (RFC 2308 section 2).</summary>
    public DnsSoaRecord? Soa { get; set; }

    /// <summary>Whether the authority section names name servers.</summary>
    public bool HasNameServers { get; set; }

    /// <summary>The first extended error (RFC 8914), or null.</summary>
    public int? ExtendedError { get; set; }

    /// <summary>The text of that error for people, often empty.</summary>
    public string ExtendedText { get; set; } = "";

    /// <summary>The cookie that came along (RFC 7873), ours and the server's; null without one.</summary>
    public byte[]? Cookie { get; set; }

    /// <summary>About how many bytes this takes in memory.</summary>
    public int Cost { get; set; }
}
