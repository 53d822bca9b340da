using System.Collections.Generic;
using MailOps.Dns;

namespace MailOps.Session;

/// <summary>What all sessions of this process have asked the DNS together: a cmdlet's session ends with it, what was seen of the servers need not.</summary>
internal static class DnsActivity
{
    private static readonly Dictionary<DnsServer, DnsServerStatistics> Servers = [];
    private static DnsStatistics s_total = new();

    /// <summary>What ended sessions did.</summary>
    public static DnsStatistics Total
    {
        get
        {
            lock (Servers)
            {
                return s_total with { Servers = [.. Servers.Values] };
            }
        }
    }

    public static void Add(DnsStatistics session)
    {
        lock (Servers)
        {
            s_total = new DnsStatistics
            {
                Questions = s_total.Questions + session.Questions,
                CacheHits = s_total.CacheHits + session.CacheHits,
                Joined = s_total.Joined + session.Joined,
                QueriesSent = s_total.QueriesSent + session.QueriesSent,
                Timeouts = s_total.Timeouts + session.Timeouts,
                StrangePackets = s_total.StrangePackets + session.StrangePackets,
            };
            foreach (var server in session.Servers)
            {
                Servers[server.Server] = Servers.TryGetValue(server.Server, out var before) ? Sum(before, server) : server;
            }
        }
    }

    // What is a count adds up; of what is a state, the newer one counts.
    private static DnsServerStatistics Sum(DnsServerStatistics before, DnsServerStatistics now) => now with
    {
        QueriesSent = before.QueriesSent + now.QueriesSent,
        Answers = before.Answers + now.Answers,
        Timeouts = before.Timeouts + now.Timeouts,
        Failures = before.Failures + now.Failures,
        Truncated = before.Truncated + now.Truncated,
        RoundTrip = now.Answers > 0 ? now.RoundTrip : before.RoundTrip,
        IsAvoided = now.QueriesSent > 0 ? now.IsAvoided : before.IsAvoided,
    };
}
