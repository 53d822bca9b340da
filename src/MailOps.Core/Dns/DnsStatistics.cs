using System;
using System.Collections.Generic;
using System.Globalization;

namespace MailOps.Dns;

/// <summary>What a <see cref="DnsResolver"/> has done so far.</summary>
public sealed record DnsStatistics
{
    /// <summary>Questions that callers asked.</summary>
    public long Questions { get; init; }

    /// <summary>Questions answered from the cache.</summary>
    public long CacheHits { get; init; }

    /// <summary>Questions that joined an equal one already under way.</summary>
    public long Joined { get; init; }

    /// <summary>Answers in the cache now.</summary>
    public int CachedAnswers { get; init; }

    /// <summary>Queries sent, repetitions included.</summary>
    public long QueriesSent { get; init; }

    /// <summary>Queries that were not answered in time.</summary>
    public long Timeouts { get; init; }

    /// <summary>Packets that answered no query of ours: late, doubled or forged.</summary>
    public long StrangePackets { get; init; }

    /// <summary>Each server by itself.</summary>
    public IReadOnlyList<DnsServerStatistics> Servers { get; init; } = [];
}

/// <summary>What a <see cref="DnsResolver"/> knows about one server.</summary>
public sealed record DnsServerStatistics
{
    /// <summary>The server.</summary>
    public required DnsServer Server { get; init; }

    /// <summary>Queries sent to it.</summary>
    public long QueriesSent { get; init; }

    /// <summary>Answers that came.</summary>
    public long Answers { get; init; }

    /// <summary>Queries that it did not answer in time.</summary>
    public long Timeouts { get; init; }

    /// <summary>Queries that failed otherwise: port closed, connection lost, answer malformed.</summary>
    public long Failures { get; init; }

    /// <summary>Answers that did not fit into a datagram and were asked for again over TCP.</summary>
    public long Truncated { get; init; }

    /// <summary>How long its answers take, recent ones counting more; zero before the first.</summary>
    public TimeSpan RoundTrip { get; init; }

    /// <summary>Whether it is asked only when all others fail, since it did not answer.</summary>
    public bool IsAvoided { get; init; }

    /// <summary>Server and counts on one line.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        new Localized(
            "{0}: {1} queries, {2} answers, {3} timed out, {4} failed, {5:0.0} ms{6}",
            "{0}: {1} Anfragen, {2} Antworten, {3} Zeitüberschreitungen, {4} Fehler, {5:0.0} ms{6}").Current,
        Server,
        QueriesSent,
        Answers,
        Timeouts,
        Failures,
        RoundTrip.TotalMilliseconds,
        IsAvoided ? new Localized(", avoided", ", gemieden").Current : "");
}
