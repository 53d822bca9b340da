using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace MailOps.Dns;

/// <summary>How a <see cref="DnsResolver"/> works. The defaults suit an admin at a prompt as well as a list of a million addresses.</summary>
public sealed record DnsResolverOptions
{
    /// <summary>How many questions a second the servers of others are asked unless told otherwise.</summary>
    public const int DefaultMaxQueryRate = 500;

    /// <summary>The servers, the first one preferred; none: those of the operating system.</summary>
    public IReadOnlyList<DnsServer> Servers { get; init; } = [];

    /// <summary>
    /// How long one server is waited for in the first round; twice as long in each further one. Null: what the operating system is
    /// configured to when its servers are asked, else one second.
    /// </summary>
    public TimeSpan? QueryTimeout { get; init; }

    /// <summary>How many rounds over all servers, 1 to 10. Null: what the operating system is configured to, else four.</summary>
    public int? Attempts { get; init; }

    /// <summary>How long a question may take in all, with every server, round and alias.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a server that did not answer is asked only when all others fail.</summary>
    public TimeSpan AvoidServerFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How much memory the cache may take, in bytes; 0 turns it off.</summary>
    public long CacheBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The longest time that records are kept, whatever their lifetime.</summary>
    public TimeSpan MaxTimeToLive { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The longest time that the absence of records is kept (RFC 2308 section 5 proposes one to three hours).</summary>
    public TimeSpan MaxNegativeTimeToLive { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a failure is kept before the question is asked again (RFC 9520 section 3.2: one second to five minutes).</summary>
    public TimeSpan FailureTimeToLive { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many questions a second are asked at most, those repeated after a loss not counted; 0 for as many as can be. Null:
    /// <see cref="DefaultMaxQueryRate"/> when a server is on another host, else no limit.
    /// </summary>
    public int? MaxQueryRate { get; init; }

    /// <summary>How many questions are out at the same time, all others wait; 1 to 10,000.</summary>
    public int MaxConcurrentQueries { get; init; } = 1_000;

    /// <summary>Whether to ask for signatures too (the DO bit, RFC 3225). Without it the AD bit is reported all the same.</summary>
    public bool WantsSignatures { get; init; }

    /// <summary>
    /// Whether only answers count that the server validated with DNSSEC (the AD bit); all others become <see cref="DnsStatus.TempError"/>
    /// with <see cref="DnsFailureReason.NotAuthentic"/>. Worth as much as the path to the server: one on this machine, or over TLS.
    /// </summary>
    public bool RequireDnssec { get; init; }

    /// <summary>Authorities trusted besides the system's for servers over TLS and HTTPS.</summary>
    public IReadOnlyList<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>Whether names are sent in random case, which a forger of answers would have to guess; some old servers do not keep the case.</summary>
    public bool UseMixedCase { get; init; }

    /// <summary>Whether cookies tell forged answers apart, with servers that know them (RFC 7873).</summary>
    public bool UseCookies { get; init; } = true;

    /// <summary>The clock for timeouts and lifetimes.</summary>
    public MailClock Clock { get; init; } = MailClock.System;

    /// <summary>How queries travel.</summary>
    internal DnsTransportMode Transport { get; init; }

    internal void Check()
    {
        Positive(QueryTimeout ?? TimeSpan.FromSeconds(1), nameof(QueryTimeout));
        Positive(TotalTimeout, nameof(TotalTimeout));
        InRange(Attempts ?? 1, 10, nameof(Attempts));
        InRange(MaxConcurrentQueries, 10_000, nameof(MaxConcurrentQueries));
        InRange(MaxQueryRate is null or 0 ? 1 : MaxQueryRate.Value, 1_000_000, nameof(MaxQueryRate));
    }

    private static void Positive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, value, "The time must be above zero.");
        }
    }

    private static void InRange(int value, int highest, string name)
    {
        if (value < 1 || value > highest)
        {
            throw new ArgumentOutOfRangeException(name, value, "The number is out of range.");
        }
    }
}
