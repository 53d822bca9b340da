using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests.Suppression;

public sealed class SuppressionListTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task More_than_fifty_new_hard_entries_of_one_domain_within_an_hour_are_held()
    {
        await using var test = await TestStore.OpenAsync();
        var preview = await UpdateAsync(test, Hard("x.example", 51), whatIf: true);
        Assert.All(preview, d => Assert.Equal(SuppressionAction.Hold, d.Action));
        Assert.Equal("SUPP001", preview[0].Findings.ToString());

        var decisions = await UpdateAsync(test, Hard("x.example", 51));
        Assert.All(decisions, d => Assert.Equal(SuppressionAction.Hold, d.Action));
        Assert.Equal(51, (await ListAsync(test, SuppressionState.Held)).Count);

        // Mail still goes out to them until somebody confirms.
        var editor = new SuppressionEditor(test.Store.Suppression, test.Clock, "admin");
        await editor.AddAsync([new SuppressionAddition { Address = "user1@x.example" }], "", whatIf: false, None);
        Assert.Equal("user1@x.example", (await ListAsync(test, SuppressionState.Blocked)).Single().Address);
    }

    [Fact]
    public async Task Fifty_are_no_burst_and_neither_are_more_over_several_hours()
    {
        await using var test = await TestStore.OpenAsync();
        Assert.All(await UpdateAsync(test, Hard("x.example", 50)), d => Assert.Equal(SuppressionAction.Block, d.Action));
        test.ManualClock.Advance(TimeSpan.FromMinutes(61));
        Assert.All(await UpdateAsync(test, Hard("x.example", 50, first: 100)), d => Assert.Equal(SuppressionAction.Block, d.Action));
    }

    [Fact]
    public async Task A_burst_in_several_calls_holds_the_first_ones_too()
    {
        await using var test = await TestStore.OpenAsync();
        await UpdateAsync(test, Hard("x.example", 30));
        Assert.Equal(30, (await ListAsync(test, SuppressionState.Blocked)).Count);
        await UpdateAsync(test, Hard("x.example", 30, first: 100));
        Assert.Equal(60, (await ListAsync(test, SuppressionState.Held)).Count);
    }

    [Fact]
    public async Task More_than_a_twentieth_of_the_recipients_of_a_domain_are_held()
    {
        await using var test = await TestStore.OpenAsync();
        List<JournalEvent> sent = [];
        for (var i = 0; i < 210; i++)
        {
            sent.Add(new JournalEvent { At = test.Clock.UtcNow, Kind = JournalEventKind.Accepted, Address = $"ok{i}@x.example", ExternalKey = "ok" + i });
        }

        await test.Store.Journal.AppendAsync(sent, None);
        Assert.All(await UpdateAsync(test, Hard("x.example", 10)), d => Assert.Equal(SuppressionAction.Block, d.Action));
        var decision = (await UpdateAsync(test, Hard("x.example", 1, first: 100))).Single();
        Assert.Equal(SuppressionAction.Hold, decision.Action);
        Assert.Equal(11, (await ListAsync(test, SuppressionState.Held)).Count);
    }

    [Fact]
    public async Task Undoing_a_run_leaves_what_other_runs_found()
    {
        await using var test = await TestStore.OpenAsync();
        await UpdateAsync(test, Hard("x.example", 2));
        var second = await UpdateAsync(test, Hard("x.example", 3, first: 10));
        var editor = new SuppressionEditor(test.Store.Suppression, test.Clock, "admin");
        var filter = new SuppressionRestoreFilter { Run = second[0].Run };

        var preview = await editor.RestoreAsync(filter, "provider erred", whatIf: true, None);
        Assert.Equal(3, preview.Count(d => d is { Action: SuppressionAction.Unblock, WhatIf: true, Changed: false }));
        Assert.Equal(5, (await ListAsync(test, SuppressionState.Blocked)).Count);

        var undone = await editor.RestoreAsync(filter, "provider erred", whatIf: false, None);
        Assert.Equal(3, undone.Count(d => d is { Action: SuppressionAction.Unblock, Changed: true }));
        Assert.Equal(2, (await ListAsync(test, SuppressionState.Blocked)).Count);
        Assert.Empty(await editor.RestoreAsync(filter, "again", whatIf: false, None));

        // Undone is no probation: the address is as if the bounce had never come.
        Assert.Null((await test.Store.Suppression.FindAsync(["user10@x.example"], None))[0]);
    }

    [Fact]
    public async Task Undoing_a_domain_or_a_time_leaves_others_and_the_word_of_people()
    {
        await using var test = await TestStore.OpenAsync();
        await UpdateAsync(test, [.. Hard("x.example", 1), .. Hard("y.example", 1)]);
        var editor = new SuppressionEditor(test.Store.Suppression, test.Clock, "admin");
        await editor.AddAsync([new SuppressionAddition { Address = "unwanted@x.example", Comment = "asked for it" }], "", false, None);
        test.ManualClock.Advance(TimeSpan.FromHours(2));
        await UpdateAsync(test, Hard("x.example", 1, first: 50));

        await editor.RestoreAsync(new SuppressionRestoreFilter { Domain = "x.example", Before = test.Clock.UtcNow.AddHours(-1) }, "", false, None);
        Assert.Equal(
            ["unwanted@x.example", "user0@y.example", "user50@x.example"],
            (await ListAsync(test, SuppressionState.Blocked)).Select(e => e.Address));
    }

    [Fact]
    public async Task Nothing_named_undoes_nothing()
    {
        await using var test = await TestStore.OpenAsync();
        var editor = new SuppressionEditor(test.Store.Suppression, test.Clock, "admin");
        var error = await Assert.ThrowsAsync<MailOpsException>(() => editor.RestoreAsync(new SuppressionRestoreFilter(), "", false, None));
        Assert.Equal("MailOps.Suppression.NothingNamed", error.ErrorId);
    }

    [Fact]
    public async Task Removing_puts_on_probation_with_reason_and_account_and_repeats_change_nothing()
    {
        await using var test = await TestStore.OpenAsync();
        await UpdateAsync(test, Hard("x.example", 1));
        var editor = new SuppressionEditor(test.Store.Suppression, test.Clock, "admin");
        Assert.True((await editor.RemoveAsync(["USER0@x.example"], "mailbox is back", false, None))[0].Changed);
        var again = (await editor.RemoveAsync(["user0@x.example", "nobody@x.example"], "", false, None));
        Assert.Equal([(SuppressionAction.NotBlocked, false), (SuppressionAction.NotBlocked, false)], again.Select(d => (d.Action, d.Changed)));

        var entry = (await test.Store.Suppression.FindAsync(["user0@x.example"], None))[0]!;
        Assert.Equal((SuppressionState.Probation, "mailbox is back", "admin"), (entry.State, entry.Diagnostic, entry.Actor));
        var evidence = await test.Store.Suppression.ReadEvidenceAsync("user0@x.example", None);
        Assert.Equal([JournalEventKind.Bounced, JournalEventKind.SuppressionRemoved], evidence.Select(e => e.Kind));
        Assert.Equal(("bounce0.eml", "550 5.1.1 no such user"), (evidence[0].Source, evidence[0].Text));
    }

    [Fact]
    public async Task A_policy_can_be_tried_on_the_past_before_it_is_set()
    {
        await using var test = await TestStore.OpenAsync();
        await UpdateAsync(test, Hard("x.example", 3));
        var editor = new SuppressionEditor(test.Store.Suppression, test.Clock, "admin");
        var policy = SuppressionPolicy.Default with { OwnDomains = new TextList(["x.example"]) };

        var simulated = await editor.SetPolicyAsync(policy, whatIf: true, None);
        Assert.Equal(3, simulated.Count(d => d is { Action: SuppressionAction.Unblock, WhatIf: true, Changed: false }));
        Assert.Equal(3, (await ListAsync(test, SuppressionState.Blocked)).Count);
        Assert.Empty((await test.Store.Suppression.GetPolicyAsync(None)).OwnDomains);

        Assert.Equal(3, (await editor.SetPolicyAsync(policy, whatIf: false, None)).Count);
        Assert.Empty(await ListAsync(test, SuppressionState.Blocked));
        Assert.Equal(["x.example"], (await test.Store.Suppression.GetPolicyAsync(None)).OwnDomains);

        // The stored policy is what other programs fold by.
        var other = await test.OpenAnotherAsync();
        var updater = new SuppressionUpdater(other.Journal, other.Suppression, new SuppressionUpdaterOptions { TrustUnmatched = true, Clock = test.Clock });
        var decision = await updater.UpdateAsync(Hard("x.example", 1, first: 99)[0], whatIf: false, None);
        Assert.Equal(SuppressionAction.Protected, decision.Action);
    }

    [Fact]
    public async Task A_preview_of_many_bounces_decides_as_the_change_does()
    {
        await using var test = await TestStore.OpenAsync();
        List<BounceClassification> bounces = [];
        for (var i = 0; i < 8; i++)
        {
            bounces.Add(Hard("x.example", 1)[0] with
            {
                MessageId = $"soft{i}@corp.example",
                Permanence = BouncePermanence.Soft,
                Reason = BounceReason.MailboxFull,
                Cause = BounceCause.RecipientMailbox,
            });
        }

        bounces.Add(bounces[0]);
        bounces.AddRange(Hard("y.example", 2));
        var preview = await UpdateAsync(test, bounces, whatIf: true);
        Assert.Empty(await ListAsync(test));
        var change = await UpdateAsync(test, bounces);
        Assert.Equal(preview.Select(d => (d.Address, d.Action, d.Reason, d.SoftFailures)), change.Select(d => (d.Address, d.Action, d.Reason, d.SoftFailures)));
        Assert.Equal(SuppressionAction.AlreadyKnown, change[8].Action);
    }

    [Fact]
    public async Task A_store_of_the_second_version_is_brought_up_to_date()
    {
        await using var test = await TestStore.OpenAsync();
        await UpdateAsync(test, Hard("x.example", 1));
        await test.CloseAllAsync();
        OlderStore.Make(test.Location, version: 2);
        var store = await test.OpenAnotherAsync();
        Assert.Equal(SuppressionState.Blocked, (await store.Suppression.FindAsync(["user0@x.example"], None))[0]!.State);
        Assert.Empty(await store.CheckAsync(None));
    }

    private static List<BounceClassification> Hard(string domain, int count, int first = 0) =>
    [
        .. Enumerable.Range(first, count).Select(i => new BounceClassification
        {
            Address = $"user{i.ToString(CultureInfo.InvariantCulture)}@{domain}",
            Kind = BounceKind.Failure,
            Permanence = BouncePermanence.Hard,
            Reason = BounceReason.UserUnknown,
            Cause = BounceCause.AddressInvalid,
            Status = "5.1.1",
            ReplyCode = 550,
            Diagnostic = "550 5.1.1 no such user",
            MessageId = $"{i}@corp.example",
            Source = $"bounce{i}.eml",
        }),
    ];

    private static Task<IReadOnlyList<SuppressionDecision>> UpdateAsync(TestStore test, IEnumerable<BounceClassification> bounces, bool whatIf = false) =>
        new SuppressionUpdater(
            test.Store.Journal, test.Store.Suppression, new SuppressionUpdaterOptions { TrustUnmatched = true, Clock = test.Clock, Actor = "admin" })
        .UpdateAsync([.. bounces.Select(SuppressionEvidence.Of)], whatIf, None);

    private static Task<IReadOnlyList<SuppressionEntry>> ListAsync(TestStore test, params SuppressionState[] states) =>
        test.Store.Suppression.ListAsync(new SuppressionFilter { States = states }, null, 1000, None);
}
