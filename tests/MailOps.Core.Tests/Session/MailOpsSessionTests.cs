using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Dns;
using MailOps.Intake;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Recall;
using MailOps.Session;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests.Session;

public sealed class MailOpsSessionTests
{
    [Fact]
    public void Opens_nothing_that_nobody_asked_for()
    {
        var provider = new FakeProvider();
        using (var session = new MailOpsSession(new MailOpsOptions { ZonePath = "missing.json", Store = "\0" }, () => provider))
        {
            Assert.Null(session.DnsStatistics);
        }

        Assert.Equal(0, provider.Opened);
    }

    [Fact]
    public async Task A_zone_file_answers_instead_of_the_network()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """{ "corp.example": [{ "type": "MX", "preference": 10, "value": "mail.corp.example" }] }""");
            using var session = new MailOpsSession(new MailOpsOptions { ZonePath = path }, () => new FakeProvider());
            var answer = await session.Resolver.GetMxAsync("corp.example", CancellationToken.None);
            Assert.Equal(DnsStatus.Found, answer.Status);
            Assert.Null(session.DnsStatistics);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Without_a_zone_the_named_servers_are_asked()
    {
        var options = new MailOpsOptions { DnsServers = [new DnsServer("192.0.2.53:5353")] };
        using var session = new MailOpsSession(options, () => new FakeProvider());
        var resolver = Assert.IsType<DnsResolver>(session.Resolver);
        Assert.Equal([new DnsServer("192.0.2.53:5353")], resolver.Servers);
        Assert.Equal(0, session.DnsStatistics!.Questions);
    }

    [Fact]
    public async Task A_store_is_opened_once_for_each_access_and_closed_with_the_session()
    {
        var provider = new FakeProvider();
        var session = new MailOpsSession(new MailOpsOptions { Store = "some.db" }, () => provider);
        var first = await session.OpenStoreAsync(StoreAccess.ReadOnly, CancellationToken.None);
        Assert.Same(first, await session.OpenStoreAsync(StoreAccess.ReadOnly, CancellationToken.None));
        Assert.NotSame(first, await session.OpenStoreAsync(StoreAccess.ReadWrite, CancellationToken.None));
        Assert.Equal(Path.GetFullPath("some.db"), first.Location.Value);

        await session.DisposeAsync();
        Assert.Equal(2, provider.Closed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.OpenStoreAsync(StoreAccess.ReadOnly, CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task A_store_that_could_not_be_opened_is_tried_again()
    {
        var provider = new FakeProvider { Failures = 1 };
        using var session = new MailOpsSession(new MailOpsOptions { Store = "some.db" }, () => provider);
        await Assert.ThrowsAsync<MailOpsException>(() => session.OpenStoreAsync(StoreAccess.ReadOnly, CancellationToken.None).AsTask());
        Assert.NotNull(await session.OpenStoreAsync(StoreAccess.ReadOnly, CancellationToken.None));
    }

    private sealed class FakeProvider : IStoreProvider
    {
        public int Opened { get; private set; }

        public int Closed { get; set; }

        public int Failures { get; set; }

        public Task<IMailOpsStore> OpenAsync(StoreLocation location, StoreAccess access, StoreOptions options, CancellationToken cancellationToken)
        {
            if (Failures-- > 0)
            {
                throw new MailOpsException("MailOps.Store.Busy", MailOpsErrorKind.Unavailable, "busy", "wait");
            }

            Opened++;
            return Task.FromResult<IMailOpsStore>(new FakeStore(this, location));
        }

        public Task<StoreSteps> SetUpAsync(
            StoreLocation location, string? group, StoreOptions options, bool whatIf, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("No test asks for it.");
    }

    private sealed class FakeStore(FakeProvider provider, StoreLocation location) : IMailOpsStore
    {
        public StoreLocation Location => location;

        public IJournalStore Journal => throw new InvalidOperationException("No test asks for it.");

        public ISuppressionStore Suppression => throw new InvalidOperationException("No test asks for it.");

        public IAddressHistory AddressHistory => throw new InvalidOperationException("No test asks for it.");

        public IOutboxStore Outbox => throw new InvalidOperationException("No test asks for it.");

        public IRecallStore Recalls => throw new InvalidOperationException("No test asks for it.");

        public IThrottleStore Throttles => throw new InvalidOperationException("No test asks for it.");

        public IMailServerStore Servers => throw new InvalidOperationException("No test asks for it.");

        public IIntakeStore Intake => throw new InvalidOperationException("No test asks for it.");

        public IStoreUpkeep Upkeep => throw new InvalidOperationException("No test asks for it.");

        public string Account => "anna";

        public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

        public ValueTask DisposeAsync()
        {
            provider.Closed++;
            return default;
        }
    }
}
