namespace MailOps.Dns;

/// <summary>Why a question was not answered.</summary>
public enum DnsFailureReason
{
    /// <summary>No server answered in time.</summary>
    Timeout,

    /// <summary>The server failed to answer: SERVFAIL (RFC 1035 section 4.1.1), often broken name servers of the domain.</summary>
    ServerFailure,

    /// <summary>The server is a validating one and found the signatures of the domain wrong (RFC 8914 section 4.7 and following).</summary>
    Bogus,

    /// <summary>The server refuses to answer this client or this question: REFUSED.</summary>
    Refused,

    /// <summary>The server does not understand the question: FORMERR or NOTIMP, or an unknown response code.</summary>
    NotSupported,

    /// <summary>The answer breaks the format, or is the answer to another question.</summary>
    Malformed,

    /// <summary>The server cannot be reached: no route, or the port is closed.</summary>
    Unreachable,

    /// <summary>The aliases (CNAME) of the name run in a circle or are too many.</summary>
    AliasLoop,

    /// <summary>No DNS server is configured.</summary>
    NoServer,

    /// <summary>The answer is not signed, or not validated by the server, and only signed answers were asked for.</summary>
    NotAuthentic,

    /// <summary>The certificate of a DNS over TLS or HTTPS server is not valid for it.</summary>
    Untrusted,

    /// <summary>Answers come from a recording, and it holds none to this question.</summary>
    NotRecorded,
}

/// <summary>Why a question was not answered, for scripts and for people.</summary>
public sealed record DnsFailure
{
    /// <summary>The kind of failure.</summary>
    public required DnsFailureReason Reason { get; init; }

    /// <summary>One sentence with the server and what it said, in the language of the user interface.</summary>
    public required string Message { get; init; }

    /// <summary>The extended error number that the server sent along (RFC 8914), or null.</summary>
    public int? ExtendedError { get; init; }

    /// <summary>The sentence.</summary>
    public override string ToString() => Message;
}
