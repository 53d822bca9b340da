using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Dns;
using MailOps.Session;
using Xunit;

namespace MailOps.Tests;

public sealed class AddressHistoryTests
{
    private static readonly IDnsResolver Zone = new ZoneBuilder()
        .AddMx("example.com", 10, "mx1.example.net")
        .AddMx("example.com", 20, "mx2.example.net")
        .AddMx("mailinator.com", 10, "mx1.example.net")
        .AddAddress("mx1.example.net", "192.0.2.1")
        .AddAddress("mx2.example.net", "192.0.2.2")
        .Build();

    [Theory]
    [InlineData("anna.berg@example.com")]
    [InlineData("info@example.com")]
    [InlineData("Anna@mailinator.com")]
    [InlineData("jörg@example.com")]
    [InlineData("anna@missing.example.com")]
    public async Task A_result_comes_back_as_it_was(string address)
    {
        await using var test = await TestStore.OpenAsync();
        var history = test.Store.AddressHistory;
        using var checker = new AddressChecker(null, Zone, test.Clock, history: history);
        var result = await checker.CheckAsync(address, CancellationToken.None);
        var kept = await history.FindAsync(address, test.Clock.UtcNow.AddDays(-1), CancellationToken.None);
        Assert.NotNull(kept);
        Assert.Equal(Json.MailOpsJson.Serialize(result), Json.MailOpsJson.Serialize(kept!));
    }

    [Fact]
    public async Task The_latest_result_counts_and_one_that_is_too_old_does_not()
    {
        await using var test = await TestStore.OpenAsync();
        var history = test.Store.AddressHistory;
        var now = test.Clock.UtcNow;
        await history.SaveAsync(Result(now.AddDays(-2), AddressVerdict.Deliverable), CancellationToken.None);
        Assert.Null(await history.FindAsync("a@example.com", now.AddDays(-1), CancellationToken.None));
        await history.SaveAsync(Result(now, AddressVerdict.Undeliverable), CancellationToken.None);
        Assert.Equal(AddressVerdict.Undeliverable, (await history.FindAsync("a@example.com", now.AddDays(-1), CancellationToken.None))!.Verdict);
        Assert.Null(await history.FindAsync("b@example.com", now.AddDays(-1), CancellationToken.None));
    }

    [Fact]
    public async Task Many_addresses_at_once_are_all_kept()
    {
        await using var test = await TestStore.OpenAsync();
        using var checker = new AddressChecker(null, Zone, test.Clock, history: test.Store.AddressHistory);
        var checks = new Task<AddressTestResult>[500];
        for (var i = 0; i < checks.Length; i++)
        {
            checks[i] = checker.CheckAsync($"a{i}.berg@example.com", CancellationToken.None).AsTask();
        }

        await Task.WhenAll(checks);
        var again = await test.OpenAnotherAsync(StoreAccess.ReadOnly);
        for (var i = 0; i < checks.Length; i++)
        {
            Assert.NotNull(await again.AddressHistory.FindAsync($"a{i}.berg@example.com", test.Clock.UtcNow, CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_store_from_before_gets_what_it_lacks_and_keeps_what_it_has()
    {
        await using var test = await TestStore.OpenAsync();
        await test.CloseAllAsync();
        OlderStore.Make(test.Location, version: 1, "INSERT INTO meta (key, value) VALUES ('mine', 'kept');");

        var store = await test.OpenAnotherAsync();
        await store.AddressHistory.SaveAsync(Result(test.Clock.UtcNow, AddressVerdict.Deliverable), CancellationToken.None);
        Assert.NotNull(await store.AddressHistory.FindAsync("a@example.com", test.Clock.UtcNow, CancellationToken.None));
        Assert.Empty(await store.CheckAsync(CancellationToken.None));
    }

    private static AddressTestResult Result(DateTime at, AddressVerdict verdict) =>
        new() { Input = "a@example.com", Address = "a@example.com", Verdict = verdict, CheckedAt = at };
}
