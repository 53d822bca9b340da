using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Outbox;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests.Suppression;

public sealed class SuppressionUpdaterTests
{
    private static readonly BounceClassification UserUnknown = new()
    {
        Address = "anna@example.com",
        Kind = BounceKind.Failure,
        Permanence = BouncePermanence.Hard,
        Reason = BounceReason.UserUnknown,
        Cause = BounceCause.AddressInvalid,
        Status = "5.1.1",
        ReplyCode = 550,
        Diagnostic = "550 5.1.1 no such user",
    };

    [Fact]
    public async Task A_hard_bounce_of_a_mail_from_this_store_blocks_the_address_once()
    {
        await using var test = await TestStore.OpenAsync();
        var bounce = UserUnknown with { MessageId = await SendAsync(test, "anna@example.com") };
        var updater = Updater(test);

        var preview = await updater.UpdateAsync(bounce, whatIf: true, CancellationToken.None);
        Assert.Equal((SuppressionAction.Block, true, false), (preview.Action, preview.WhatIf, preview.Changed));
        Assert.Null(await EntryAsync(test));

        var first = await updater.UpdateAsync(bounce, whatIf: false, CancellationToken.None);
        Assert.Equal((SuppressionAction.Block, true), (first.Action, first.Changed));
        Assert.Equal(SuppressionState.Blocked, (await EntryAsync(test))!.State);

        var again = await updater.UpdateAsync(bounce, whatIf: false, CancellationToken.None);
        Assert.Equal((SuppressionAction.AlreadyKnown, false), (again.Action, again.Changed));
    }

    [Fact]
    public async Task A_bounce_that_joins_no_sent_mail_is_evidence_only_unless_it_is_trusted()
    {
        await using var test = await TestStore.OpenAsync();
        var bounce = UserUnknown with { MessageId = "never-sent@example.org" };

        Assert.Equal(SuppressionAction.Unmatched, (await Updater(test).UpdateAsync(bounce, false, CancellationToken.None)).Action);
        Assert.Equal(SuppressionState.Observed, (await EntryAsync(test))!.State);

        var trusted = await Updater(test, trust: true).UpdateAsync(bounce with { MessageId = "another@example.org" }, false, CancellationToken.None);
        Assert.Equal(SuppressionAction.Block, trusted.Action);
        Assert.Equal(SuppressionState.Blocked, (await EntryAsync(test))!.State);
    }

    [Fact]
    public async Task The_fault_of_the_sender_never_touches_the_recipient()
    {
        await using var test = await TestStore.OpenAsync();
        var bounce = UserUnknown with
        {
            MessageId = await SendAsync(test, "anna@example.com"),
            Permanence = BouncePermanence.Soft,
            Reason = BounceReason.AuthFailure,
            Cause = BounceCause.SenderConfiguration,
        };

        Assert.Equal(SuppressionAction.None, (await Updater(test).UpdateAsync(bounce, false, CancellationToken.None)).Action);
        Assert.Null(await EntryAsync(test));
    }

    [Fact]
    public async Task Postmaster_stays_reachable_even_when_its_bounce_is_trusted()
    {
        await using var test = await TestStore.OpenAsync();
        var bounce = UserUnknown with { Address = "postmaster@example.com" };

        Assert.Equal(SuppressionAction.Protected, (await Updater(test, trust: true).UpdateAsync(bounce, false, CancellationToken.None)).Action);
    }

    [Fact]
    public async Task Soft_bounces_are_counted_and_block_behind_the_limit()
    {
        await using var test = await TestStore.OpenAsync();
        var updater = Updater(test);
        var actions = new List<SuppressionAction>();
        for (var i = 0; i < 6; i++)
        {
            var bounce = UserUnknown with
            {
                MessageId = await SendAsync(test, "anna@example.com"),
                Permanence = BouncePermanence.Soft,
                Reason = BounceReason.MailboxFull,
                Cause = BounceCause.RecipientMailbox,
            };
            actions.Add((await updater.UpdateAsync(bounce, false, CancellationToken.None)).Action);
        }

        SuppressionAction[] expected =
        [
            SuppressionAction.Observe, SuppressionAction.Observe, SuppressionAction.Observe,
            SuppressionAction.Observe, SuppressionAction.Observe, SuppressionAction.Block,
        ];
        Assert.Equal(expected, actions);
    }

    [Fact]
    public async Task A_burst_of_one_server_for_many_domains_is_told_once_by_the_name_of_the_server()
    {
        await using var test = await TestStore.OpenAsync();
        var evidence = Enumerable.Range(0, 60).Select(i => SuppressionEvidence.Of(
            UserUnknown with { Address = "anna@d" + i + ".example", MessageId = "m" + i + "@corp.example", RemoteMta = "mx.provider.example" })).ToList();

        var decisions = await Updater(test, trust: true).UpdateAsync(evidence, whatIf: false, CancellationToken.None);

        Assert.All(decisions, decision => Assert.Equal(SuppressionAction.Hold, decision.Action));
        var finding = Assert.Single(decisions.SelectMany(decision => decision.Findings));
        Assert.Contains("60 new hard entries for the server mx.provider.example", finding.Message);
    }

    [Fact]
    public async Task What_a_server_says_cannot_rearrange_a_line_of_decisions()
    {
        await using var test = await TestStore.OpenAsync();
        var decision = await Updater(test, trust: true).UpdateAsync(UserUnknown with { Diagnostic = "550 \u202Eresu on\u001B[2J" }, whatIf: true, CancellationToken.None);
        Assert.Equal("UserUnknown: 550 \uFFFDresu on\uFFFD[2J", decision.Reason);
    }

    [Fact]
    public async Task An_automatic_reply_is_no_failure()
    {
        await using var test = await TestStore.OpenAsync();
        var bounce = new BounceClassification { Address = "anna@example.com", Kind = BounceKind.AutoReply };

        Assert.Equal(SuppressionAction.None, (await Updater(test, trust: true).UpdateAsync(bounce, false, CancellationToken.None)).Action);
    }

    private static SuppressionUpdater Updater(TestStore test, bool trust = false) => new(
        test.Store.Journal, test.Store.Suppression, new SuppressionUpdaterOptions { TrustUnmatched = trust, Clock = test.Clock, Actor = "admin" });

    private static async Task<SuppressionEntry?> EntryAsync(TestStore test) =>
        (await test.Store.Suppression.FindAsync(["anna@example.com"], CancellationToken.None))[0];

    private static async Task<string> SendAsync(TestStore test, string address)
    {
        var mail = new OutgoingMail
        {
            Content = System.Text.Encoding.ASCII.GetBytes("From: news@corp.example\r\nTo: " + address + "\r\nSubject: Hello\r\n\r\nHello\r\n"),
            Recipients = [address],
        };
        var outbox = new MailOutbox(test.Outbox, test.Store.Suppression, new MailOutboxOptions { Clock = test.Clock });
        return (await outbox.EnqueueAsync(mail, whatIf: false, CancellationToken.None))[0].MessageId;
    }
}
