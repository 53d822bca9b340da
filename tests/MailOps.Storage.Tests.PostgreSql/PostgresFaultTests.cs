using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Tests.Outbox;
using Npgsql;
using Xunit;

namespace MailOps.Tests;

public sealed class PostgresFaultTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_server_that_is_not_there_is_a_clear_error()
    {
        await using var test = TestStore.Empty();
        await ExpectAsync("MailOps.Store.Unreachable", () => OpenAsync("Host=127.0.0.1;Port=1;Username=x;Timeout=2"));
        await ExpectAsync("MailOps.Store.NotFound", () => OpenAsync(TestEngine.Database.Replace("Database=postgres", "Database=nobody", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_schema_of_another_program_is_refused_and_left_as_it_is()
    {
        await using var test = TestStore.Empty();
        TestEngine.Execute(TestEngine.Database, $"CREATE SCHEMA {SchemaOf(test)}; CREATE TABLE {SchemaOf(test)}.songs (title text)");
        await ExpectAsync("MailOps.Store.NotAStore", () => test.OpenAnotherAsync());
    }

    [Fact]
    public async Task Looking_makes_nothing()
    {
        await using var test = TestStore.Empty();
        await ExpectAsync("MailOps.Store.NotFound", () => test.OpenAnotherAsync(StoreAccess.ReadOnly));
        var empty = await test.OpenAnotherAsync(StoreAccess.Preview);
        Assert.Empty((await empty.Outbox.CountAsync(None)).Deliveries);
        await ExpectAsync("MailOps.Store.NotFound", () => test.OpenAnotherAsync(StoreAccess.ReadOnly));
    }

    [Fact]
    public async Task Stores_of_other_versions_are_told_apart()
    {
        await using var test = await TestStore.OpenAsync();
        await test.CloseAllAsync();
        TestEngine.SetVersion(test.Location, 1);
        await ExpectAsync("MailOps.Store.OlderVersion", () => test.OpenAnotherAsync(StoreAccess.ReadOnly));
        TestEngine.SetVersion(test.Location, 999);
        await ExpectAsync("MailOps.Store.NewerVersion", () => test.OpenAnotherAsync());
    }

    [Fact]
    public async Task A_writer_that_never_ends_is_waited_for_and_then_reported()
    {
        await using var test = await TestStore.OpenAsync();
        await test.CloseAllAsync();
        var store = await test.OpenAnotherAsync(busyTimeout: TimeSpan.FromMilliseconds(200));
        await using (var other = new NpgsqlConnection(test.Location + ";Pooling=false"))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN; SELECT pg_advisory_xact_lock(1297051763, (SELECT oid::int FROM pg_namespace WHERE nspname = current_schema()))";
            await command.ExecuteNonQueryAsync();
            await ExpectAsync("MailOps.Store.Busy", () => store.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None));
        }

        Assert.Single(await store.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None));
    }

    [Fact]
    public async Task A_server_that_only_reads_is_an_error_and_can_still_be_read()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        await using var standby = await OpenAsync(test.Location + ";Options=-c default_transaction_read_only=on");
        await ExpectAsync("MailOps.Store.ReadOnly", () => standby.Outbox.EnqueueAsync([TestMessage.To("b@x.example")], None));
        Assert.Single(await standby.Outbox.FindAsync([id], None));
    }

    [Fact]
    public async Task A_server_that_has_restarted_is_found_again()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        await test.FindAsync(id);
        EndSessions(test);
        await test.EnqueueAsync(TestMessage.To("b@x.example"));
        Assert.Equal(DeliveryState.Queued, (await test.FindAsync(id)).State);
        Assert.Equal(2, (await test.Outbox.CountAsync(None))[DeliveryState.Queued]);
    }

    [Fact]
    public async Task A_dispatcher_that_was_taken_for_dead_signs_on_again_with_its_next_claim()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("a@x.example"));
        await using var slow = await test.Outbox.SignOnAsync(None);
        await using var other = await (await test.OpenAnotherAsync()).Outbox.SignOnAsync(None);
        TestEngine.Execute(test.Location, "DELETE FROM lease WHERE token = (SELECT token FROM owner ORDER BY id LIMIT 1)");
        Assert.Equal(1, (await other.RecoverAsync(DoubtAction.Retry, None)).Owners);

        Assert.Single((await slow.ClaimAsync(new ClaimRequest { Limit = 10 }, None)).Messages);

        Assert.Equal(2, TestEngine.CountSigns(test.Location));
        Assert.Equal(0, (await other.RecoverAsync(DoubtAction.Retry, None)).Owners);
        TestEngine.Execute(test.Location, "DELETE FROM lease WHERE token = (SELECT token FROM owner ORDER BY id LIMIT 1)");
        Assert.Equal((1, 1), ((await other.RecoverAsync(DoubtAction.Retry, None)) is var work ? (work.Owners, work.Requeued) : default));
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_lease_is_renewed_while_its_owner_lives()
    {
        await using var test = await TestStore.OpenAsync();
        await using var owner = await test.Outbox.SignOnAsync(None);
        await using var other = await (await test.OpenAnotherAsync()).Outbox.SignOnAsync(None);
        await Task.Delay(TestEngine.Lease + TestEngine.Lease);
        Assert.Equal(0, (await other.RecoverAsync(DoubtAction.Retry, None)).Owners);
    }

    [Fact]
    public async Task A_running_dispatcher_takes_over_from_one_whose_lease_runs_out_meanwhile()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        await using var dead = await (await test.OpenAnotherAsync()).Outbox.SignOnAsync(None);
        await DeliveryStateTests.ClaimOneAsync(dead);
        var options = new DispatchOptions { Until = DispatchUntil.Empty, Poll = TimeSpan.FromSeconds(10) };
        var run = new QueueDispatcher(test.Outbox, new ScriptedTransport(), test.Clock).RunAsync(options, null, None);
        await TestStore.UntilAsync(() => test.ManualClock.PendingWaits > 0);
        Assert.Equal(DeliveryState.Claimed, (await test.FindAsync(id)).State);

        TestEngine.Execute(test.Location, "DELETE FROM lease WHERE token = (SELECT token FROM owner ORDER BY id LIMIT 1)");

        Assert.Equal(1, (await DispatcherTests.WhileTimePasses(test, run)).Accepted);
        Assert.Equal(DeliveryState.Accepted, (await test.FindAsync(id)).State);
    }

    [Fact]
    public async Task A_server_that_trades_durability_for_speed_is_told_not_to()
    {
        await using var test = await TestStore.OpenAsync();
        using var session = new MailOps.Storage.Postgres.PostgresConnections(StoreLocation.Parse(test.Location), StoreOptions.Default).OpenSession();
        Assert.Equal("on", session.QueryText("SELECT current_setting('synchronous_commit')"));
    }

    private static string SchemaOf(TestStore test) => new NpgsqlConnectionStringBuilder(test.Location).SearchPath!;

    private static void EndSessions(TestStore test) => TestEngine.Execute(
        TestEngine.Database, $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '{SchemaOf(test)}'");

    private static Task<IMailOpsStore> OpenAsync(string location) =>
        TestEngine.Provider(MailOps.Storage.Sqlite.SqliteTuning.Default)
            .OpenAsync(StoreLocation.Parse(location), StoreAccess.ReadWrite, StoreOptions.Default, None);

    private static async Task ExpectAsync(string id, Func<Task> action) =>
        Assert.Equal(id, (await Assert.ThrowsAsync<MailOpsException>(action)).ErrorId);
}
