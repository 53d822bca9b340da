using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Tests.Dns;

/// <summary>What the tests of the resolver share: a clock that the test turns, and waiting for things that happen elsewhere.</summary>
public abstract class ResolverTest
{
    internal ManualClock Clock { get; } = new();

    internal DnsResolver Resolver(params ScriptedServer[] servers) => Resolver(new DnsResolverOptions(), [.. servers.Select(s => s.Server)]);

    internal DnsResolver Resolver(DnsResolverOptions options, params DnsServer[] servers) => new(options with { Servers = servers, Clock = Clock });

    internal static Task<DnsAnswer> AskA(DnsResolver resolver, string name = "example.com") =>
        resolver.ResolveAsync(name, DnsRecordType.A, CancellationToken.None).AsTask();

    /// <summary>Waits for something that is bound to happen; half a minute is for the slowest machine, not a measure.</summary>
    internal static async Task Until(Func<bool> condition)
    {
        for (var watch = Stopwatch.StartNew(); !condition();)
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new TimeoutException("What the test waits for does not happen.");
            }

            await Task.Delay(2);
        }
    }

    /// <summary>Waits until a server has received so many queries in all, and lets the last of them time out.</summary>
    internal async Task TimesOut(ScriptedServer server, int requests, double seconds)
    {
        await Until(() => server.Requests.Count >= requests);
        await Until(() => Clock.PendingWaits > 0);
        Clock.Advance(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Lets a server time out in all four rounds.</summary>
    internal async Task TimesOut(ScriptedServer server)
    {
        for (var round = 1; round <= 4; round++)
        {
            await TimesOut(server, round, round == 1 ? 1 : 2);
        }
    }
}
