namespace MailOps.Dns;

/// <summary>How one attempt to ask one server ended.</summary>
internal enum DnsReplyKind
{
    /// <summary>With an answer.</summary>
    Answered,

    /// <summary>Nothing came before the deadline.</summary>
    TimedOut,

    /// <summary>The server cannot be reached.</summary>
    Unreachable,

    /// <summary>The answer is broken.</summary>
    Malformed,

    /// <summary>The connection ended before the answer came, as an idle one may at any moment (RFC 7766 section 6.2.3).</summary>
    Closed,

    /// <summary>So many packets came that were no answers that somebody may be guessing ids (RFC 5452 section 9.3).</summary>
    Suspicious,

    /// <summary>The server's certificate is not valid.</summary>
    Untrusted,

    /// <summary>Nobody waits any more.</summary>
    Abandoned,
}

/// <summary>The outcome of one attempt.</summary>
internal readonly record struct DnsReply
{
    public DnsReply(DnsReplyKind kind, string? detail = null)
    {
        Kind = kind;
        Detail = detail;
    }

    public DnsReply(DnsMessage message)
    {
        Kind = DnsReplyKind.Answered;
        Message = message;
    }

    public DnsReplyKind Kind { get; }

    /// <summary>What is wrong in one sentence, where more is known than the kind.</summary>
    public string? Detail { get; }

    /// <summary>The answer, if there is one.</summary>
    public DnsMessage? Message { get; }
}
