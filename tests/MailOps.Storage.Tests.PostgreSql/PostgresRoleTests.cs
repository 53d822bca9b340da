using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Storage.Sqlite;
using Npgsql;
using Xunit;

namespace MailOps.Tests;

/// <summary>Roles: members of the group see their own mail, members of the owning role are the admins, and nobody approves his own.</summary>
public sealed class PostgresRoleTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _tag = Guid.NewGuid().ToString("N")[..8];
    private TestStore? _test;
    private StoreOptions _options = StoreOptions.Default;

    private string Users => "users_" + _tag;

    private string Anna => "anna_" + _tag;

    private string Bernd => "bernd_" + _tag;

    // Two admins: members of the role that owns the store.
    private string Boss => "boss_" + _tag;

    private string Owner => "owner_" + _tag;

    public async Task InitializeAsync()
    {
        if (TestEngine.WhyMissing is not null)
        {
            return;
        }

        _test = TestStore.Empty();
        _options = new StoreOptions { Clock = _test.Clock, WitnessFolder = _test.WitnessFolder };
        TestEngine.Execute(
            TestEngine.Database,
            $"""
            CREATE ROLE {Owner} LOGIN; CREATE ROLE {Users}; CREATE ROLE {Anna} LOGIN IN ROLE {Users}; CREATE ROLE {Bernd} LOGIN IN ROLE {Users};
            CREATE ROLE {Boss} LOGIN IN ROLE {Owner}; GRANT CREATE ON DATABASE postgres TO {Owner};
            """);
        var steps = await SetUpAsync(whatIf: false);
        Assert.Equal(2, steps);
    }

    public async Task DisposeAsync()
    {
        if (_test is not null)
        {
            await _test.DisposeAsync();
        }
    }

    [Fact]
    public async Task Setting_up_again_changes_nothing()
    {
        Assert.Equal(0, await SetUpAsync(whatIf: true));
        Assert.Equal(0, await SetUpAsync(whatIf: false));
    }

    [Fact]
    public async Task Members_of_the_group_see_and_change_their_own_mail_and_admins_all()
    {
        await using var anna = await OpenAsync(Anna);
        await using var bernd = await OpenAsync(Bernd);
        await using var boss = await OpenAsync(Boss);
        Assert.Equal(Anna, anna.Account);
        var hers = await QueueAsync(anna, TestMessage.To("a@x.example") with { CreatedBy = Bernd });
        var his = await QueueAsync(bernd, TestMessage.To("b@x.example"));

        // Who queued it is said by the database, whatever the program says.
        Assert.Equal(Anna, (await boss.Outbox.FindAsync([hers], None)).Single().CreatedBy);
        Assert.Equal([hers], await ListAsync(anna));
        Assert.Equal([his, hers], await ListAsync(boss));
        Assert.Null(await anna.Outbox.ReadContentAsync(his, None));
        Assert.Equal([hers], (await LogAsync(anna)).Select(e => e.Id));
        Assert.Empty(await anna.Outbox.ChangeAsync(new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = [his], Actor = Anna }, false, None));
        Assert.Equal(DeliveryState.Cancelled, (await anna.Outbox.ChangeAsync(Cancel(hers), false, None)).Single().After);
        Assert.Equal(DeliveryState.Queued, (await boss.Outbox.FindAsync([his], None)).Single().State);
        Assert.Empty(await boss.CheckAsync(None));
    }

    [Fact]
    public async Task Delivering_is_for_admins()
    {
        await using var anna = await OpenAsync(Anna);
        await using var boss = await OpenAsync(Boss);
        await QueueAsync(anna, TestMessage.To("a@x.example"));
        var error = await Assert.ThrowsAsync<MailOpsException>(() => anna.Outbox.SignOnAsync(None));
        Assert.Equal("MailOps.Store.AccessDenied", error.ErrorId);
        Assert.Equal(1, (await new QueueDispatcher(boss.Outbox, new ScriptedTransport(), _test!.Clock).RunAsync(new DispatchOptions(), null, None)).Accepted);
        Assert.Equal([MailLogStatus.Accepted], (await LogAsync(anna)).Select(e => e.Status));
    }

    [Fact]
    public async Task Where_mail_goes_through_is_set_and_mail_is_taken_back_by_admins()
    {
        await using var anna = await OpenAsync(Anna);
        await QueueAsync(anna, TestMessage.To("a@x.example"));
        foreach (var trick in (string[])
            [
                "INSERT INTO throttle (scope, name) VALUES (0, 'mine')",
                "INSERT INTO mail_server SELECT 'mine', 'evil.example', NULL, '', '', '', '', '', '', 0, 0, 0, ''",
                "INSERT INTO recall_audit (number, recall, at, actor, action, mailbox, detail, hash) VALUES (1, 1, 1, '', '', '', '', '')",
            ])
        {
            Assert.Equal("42501", Assert.Throws<PostgresException>(() => TestEngine.Execute(As(Anna), trick)).SqlState);
        }
    }

    [Fact]
    public async Task Mail_is_approved_by_another_role_and_by_no_trick()
    {
        await using var anna = await OpenAsync(Anna);
        await using var boss = await OpenAsync(Boss);
        await using var owner = await OpenAsync(Owner);
        var hers = await QueueAsync(anna, NeedsApproval());
        var theirs = await QueueAsync(boss, NeedsApproval());
        foreach (var trick in (string[])
            [
                $"UPDATE message SET approved_by = '{Boss}', waits = 0 WHERE id = {hers}",
                $"UPDATE message SET approved_by = current_user, waits = 0 WHERE id = {hers}",
                $"UPDATE message SET waits = 0 WHERE id = {hers}",
                $"UPDATE message SET created_by = '{Bernd}' WHERE id = {hers}",
                $"UPDATE delivery SET state = 1 WHERE message = {hers}",
                $"INSERT INTO delivery SELECT message, 1, address, address_key, lane, 1, due_at, changed_at FROM delivery WHERE message = {hers}",
            ])
        {
            Assert.Equal("42501", Assert.Throws<PostgresException>(() => TestEngine.Execute(As(Anna), trick)).SqlState);
        }

        Assert.Equal((OutboxAction.NeedsApproval, false), await ApproveAsync(boss, theirs));
        Assert.Equal("42501", Assert.Throws<PostgresException>(
            () => TestEngine.Execute(As(Boss), $"UPDATE message SET approved_by = '{Owner}', waits = 0 WHERE id = {theirs}")).SqlState);
        Assert.Equal((OutboxAction.Approved, true), await ApproveAsync(owner, theirs));
        Assert.Equal((OutboxAction.Approved, true), await ApproveAsync(boss, hers));
        Assert.Equal(Boss, (await anna.Outbox.FindAsync([hers], None)).Single().ApprovedBy);
    }

    [Fact]
    public async Task A_role_outside_the_group_gets_nowhere()
    {
        TestEngine.Execute(TestEngine.Database, $"CREATE ROLE stranger_{_tag} LOGIN");
        var error = await Assert.ThrowsAsync<MailOpsException>(() => OpenAsync("stranger_" + _tag));
        Assert.Equal("MailOps.Store.AccessDenied", error.ErrorId);
    }

    private async Task<int> SetUpAsync(bool whatIf) => (await TestEngine.Provider(SqliteTuning.Default)
        .SetUpAsync(StoreLocation.Parse(As(Owner)), Users, _options, whatIf, None)).Steps.Count;

    private string As(string role) => _test!.Location.Replace("Username=postgres", "Username=" + role, StringComparison.Ordinal);

    private Task<IMailOpsStore> OpenAsync(string role) =>
        TestEngine.Provider(SqliteTuning.Default).OpenAsync(StoreLocation.Parse(As(role)), StoreAccess.ReadWrite, _options, None);

    private static OutboxChange Cancel(long id) => new() { Kind = OutboxChangeKind.Cancel, Ids = [id] };

    private static async Task<long> QueueAsync(IMailOpsStore store, NewMessage message) =>
        (await store.Outbox.EnqueueAsync([message], None)).Single().Id;

    private static async Task<long[]> ListAsync(IMailOpsStore store) =>
        [.. (await store.Outbox.ListAsync(new OutboxFilter(), null, 100, None)).Messages.Select(m => m.Id)];

    private static async Task<System.Collections.Generic.IReadOnlyList<MailLogEntry>> LogAsync(IMailOpsStore store) =>
        (await store.Journal.ReadLogAsync(new MailLogFilter(), null, 100, None)).Entries;

    private static async Task<(OutboxAction, bool)> ApproveAsync(IMailOpsStore store, long id)
    {
        var outbox = new MailOutbox(store.Outbox, store.Suppression, new MailOutboxOptions { Actor = store.Account });
        var decision = (await outbox.ApproveAsync([id], new System.Collections.Generic.Dictionary<long, string>(), whatIf: false, None)).Single();
        return (decision.Action, decision.Changed);
    }

    private static NewMessage NeedsApproval()
    {
        var message = TestMessage.To("a@x.example") with { Waits = WaitReasons.Approval, DueAt = null };
        return message with { Digest = MailDigest.Compute(message.Content, message.Sender, ["a@x.example"]) };
    }
}
