using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests.Suppression;

public sealed class SuppressionFoldTests
{
    private static readonly DateTime Start = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    private readonly List<JournalEvent> _events = [];
    private SuppressionPolicy _policy = SuppressionPolicy.Default;

    [Fact]
    public void A_hard_failure_blocks_at_once_and_is_the_evidence()
    {
        Add(JournalEventKind.Bounced, mail: 1, day: 0, hard: true);
        Add(JournalEventKind.Bounced, mail: 2, day: 1);
        var entry = Derive()!;
        Assert.Equal((SuppressionState.Blocked, SuppressionBasis.Hard, 1L), (entry.State, entry.Basis, entry.Evidence));
        Assert.Equal(Start, entry.Since);
    }

    [Theory]
    [InlineData(5, SuppressionState.Observed)]
    [InlineData(6, SuppressionState.Blocked)]
    public void Five_soft_failures_behind_the_first_block(int failures, SuppressionState expected)
    {
        for (var i = 0; i < failures; i++)
        {
            Add(JournalEventKind.Bounced, mail: i, day: i);
        }

        Assert.Equal((expected, failures), (Derive()!.State, Derive()!.SoftFailures));
    }

    [Fact]
    public void Five_notices_of_delay_and_the_failure_of_one_mail_are_one_failure()
    {
        for (var i = 0; i < 5; i++)
        {
            Add(JournalEventKind.Deferred, mail: 1, day: i);
        }

        Add(JournalEventKind.Bounced, mail: 1, day: 5);
        Assert.Equal(1, Derive()!.SoftFailures);
    }

    [Fact]
    public void A_delayed_mail_that_never_came_back_has_arrived_after_five_days()
    {
        Add(JournalEventKind.Bounced, mail: 1, day: 0);
        Add(JournalEventKind.Deferred, mail: 2, day: 1);
        Assert.Equal(2, Derive()!.SoftFailures);
        Add(JournalEventKind.Bounced, mail: 3, day: 7);
        Assert.Equal(1, Derive()!.SoftFailures);
    }

    [Fact]
    public void An_acceptance_ends_a_row_only_when_no_bounce_followed_for_five_days()
    {
        Add(JournalEventKind.Bounced, mail: 1, day: 0);
        Add(JournalEventKind.Accepted, mail: 2, day: 1);
        Add(JournalEventKind.Bounced, mail: 3, day: 5);
        Assert.Equal(2, Derive()!.SoftFailures);

        Add(JournalEventKind.Bounced, mail: 4, day: 6);
        Assert.Equal(2, Derive()!.SoftFailures);

        // The bounce of the accepted mail comes late: it never was a success.
        Add(JournalEventKind.Bounced, mail: 2, day: 7);
        Assert.Equal(4, Derive()!.SoftFailures);
    }

    [Fact]
    public void A_success_report_ends_a_row_at_once()
    {
        Add(JournalEventKind.Bounced, mail: 1, day: 0);
        Add(JournalEventKind.Delivered, mail: 2, day: 1);
        Add(JournalEventKind.Bounced, mail: 3, day: 1.5);
        Assert.Equal(1, Derive()!.SoftFailures);
    }

    [Fact]
    public void A_row_is_ordered_by_the_time_of_sending_however_the_mailbox_is_read()
    {
        var events = new List<JournalEvent>();
        for (var i = 0; i < 6; i++)
        {
            events.Add(Event(JournalEventKind.Bounced, i, 20) with { SentAt = Start.AddDays(i) });
        }

        events.Add(Event(JournalEventKind.Delivered, 7, 20) with { SentAt = Start.AddDays(2.5) });
        var random = new Random(4711);
        for (var round = 0; round < 50; round++)
        {
            var shuffled = events.OrderBy(_ => random.Next()).Select((e, i) => e with { Sequence = i + 1 }).ToList();
            var entry = SuppressionFold.Derive(shuffled, _policy)!;
            Assert.Equal((SuppressionState.Observed, 3), (entry.State, entry.SoftFailures));
        }
    }

    [Fact]
    public void A_row_expires_when_the_next_failure_comes_much_later()
    {
        Add(JournalEventKind.Bounced, mail: 1, day: 0);
        Add(JournalEventKind.Bounced, mail: 2, day: 91);
        Assert.Equal(1, Derive()!.SoftFailures);
        _policy = _policy with { StreakExpiry = TimeSpan.FromDays(92) };
        Assert.Equal(2, Derive()!.SoftFailures);
    }

    [Theory]
    [InlineData(JournalStage.Connect)]
    [InlineData(JournalStage.Hello)]
    [InlineData(JournalStage.Authentication)]
    [InlineData(JournalStage.Sender)]
    [InlineData(JournalStage.Content)]
    [InlineData(JournalStage.EndOfContent)]
    public void A_refusal_at_another_stage_than_the_recipient_touches_nobody(JournalStage stage)
    {
        _events.Add(Event(JournalEventKind.Failed, 1, 0, hard: true) with { Stage = stage });
        Assert.Null(Derive());
    }

    [Theory]
    [InlineData(BounceCause.SenderConfiguration)]
    [InlineData(BounceCause.AntiSpam)]
    [InlineData(BounceCause.ListQuality)]
    [InlineData(BounceCause.Message)]
    [InlineData(BounceCause.Unknown)]
    public void A_cause_outside_the_recipient_touches_nobody(BounceCause cause)
    {
        _events.Add(Event(JournalEventKind.Bounced, 1, 0, hard: true) with { Cause = cause });
        Assert.Null(Derive());
    }

    [Theory]
    [InlineData(6, 5, SuppressionState.Blocked)]
    [InlineData(5, 5, SuppressionState.Observed)]
    [InlineData(20, 1, SuppressionState.Observed)]
    public void A_server_out_of_reach_for_weeks_blocks_and_an_outage_of_days_does_not(int failures, int daysBetween, SuppressionState expected)
    {
        for (var i = 0; i < failures; i++)
        {
            _events.Add(OutOfReach(JournalEventKind.Bounced, i, i * daysBetween));
        }

        Assert.Equal(expected, Derive()!.State);
    }

    [Fact]
    public void A_server_out_of_reach_blocks_nobody_at_once_nor_by_a_notice_of_delay_nor_when_it_replied()
    {
        _events.Add(OutOfReach(JournalEventKind.Deferred, 1, 0));
        _events.Add(OutOfReach(JournalEventKind.Failed, 2, 6) with { ReplyCode = 421 });
        Assert.Null(Derive());
        _events.Add(OutOfReach(JournalEventKind.Failed, 3, 12) with { Permanence = BouncePermanence.Hard });
        Assert.Equal((SuppressionState.Observed, 1), (Derive()!.State, Derive()!.SoftFailures));
        Add(JournalEventKind.SuppressionRemoved, mail: 0, day: 13);
        _events.Add(OutOfReach(JournalEventKind.Failed, 4, 20));
        Assert.Equal(SuppressionState.Probation, Derive()!.State);
    }

    [Fact]
    public void A_report_that_joins_no_mail_is_evidence_until_somebody_answers_for_it()
    {
        var forged = Event(JournalEventKind.Bounced, 1, 0, hard: true) with { Id = null, MessageId = "x@y" };
        _events.Add(forged);
        Assert.Equal(SuppressionState.Observed, Derive()!.State);
        _events.Add(forged with { Actor = "admin", Sequence = 2 });
        Assert.Equal(SuppressionState.Blocked, Derive()!.State);
    }

    [Theory]
    [InlineData("postmaster@example.com")]
    [InlineData("Abuse@example.com")]
    [InlineData("anna@corp.example")]
    [InlineData("anna@list.CORP.example")]
    public void Some_addresses_are_never_blocked(string address)
    {
        _policy = _policy with { OwnDomains = new TextList(["corp.example"]) };
        _events.Add(Event(JournalEventKind.Bounced, 1, 0, hard: true) with { Address = address });
        _events.Add(Event(JournalEventKind.Complained, 2, 0) with { Address = address });
        _events.Add(Event(JournalEventKind.SuppressionAdded, 3, 0) with { Address = address });
        Assert.NotEqual(SuppressionState.Blocked, Derive()!.State);
    }

    [Fact]
    public void A_domain_that_only_ends_like_ones_own_is_blocked()
    {
        _policy = _policy with { OwnDomains = new TextList(["corp.example"]) };
        _events.Add(Event(JournalEventKind.Bounced, 1, 0, hard: true) with { Address = "anna@notcorp.example" });
        Assert.Equal(SuppressionState.Blocked, Derive()!.State);
    }

    [Fact]
    public void On_probation_mail_sent_before_counts_no_more_and_the_next_failure_blocks()
    {
        Add(JournalEventKind.Bounced, mail: 1, day: 0, hard: true);
        Add(JournalEventKind.Accepted, mail: 2, day: 1);
        Add(JournalEventKind.SuppressionRemoved, mail: 0, day: 2);
        Assert.Equal(SuppressionState.Probation, Derive()!.State);

        Add(JournalEventKind.Bounced, mail: 2, day: 3, hard: true);
        Assert.Equal(SuppressionState.Probation, Derive()!.State);

        Add(JournalEventKind.Bounced, mail: 3, day: 4);
        Assert.Equal((SuppressionState.Blocked, SuppressionBasis.Soft), (Derive()!.State, Derive()!.Basis));
    }

    [Fact]
    public void Probation_ends_with_a_mail_that_arrived()
    {
        Add(JournalEventKind.Bounced, mail: 1, day: 0, hard: true);
        Add(JournalEventKind.SuppressionRemoved, mail: 0, day: 2);
        Add(JournalEventKind.Accepted, mail: 3, day: 3);
        Add(JournalEventKind.Bounced, mail: 4, day: 9);
        Assert.Equal((SuppressionState.Observed, 1), (Derive()!.State, Derive()!.SoftFailures));
    }

    [Fact]
    public void Voided_evidence_does_not_count()
    {
        Add(JournalEventKind.Bounced, mail: 1, day: 0);
        Add(JournalEventKind.Bounced, mail: 2, day: 1, hard: true);
        _events.Add(Event(JournalEventKind.SuppressionRestored, 0, 2) with { Refers = 2 });
        Assert.Equal((SuppressionState.Observed, 1), (Derive()!.State, Derive()!.SoftFailures));
    }

    [Fact]
    public void A_complaint_blocks_unless_the_policy_says_otherwise()
    {
        Add(JournalEventKind.Complained, mail: 1, day: 0);
        Assert.Equal((SuppressionState.Blocked, SuppressionBasis.Complaint), (Derive()!.State, Derive()!.Basis));
        _policy = _policy with { BlockComplaintAtOnce = false };
        Assert.Equal(SuppressionState.Observed, Derive()!.State);
    }

    [Fact]
    public void Without_hard_at_once_a_hard_failure_counts_like_a_soft_one()
    {
        _policy = _policy with { BlockHardAtOnce = false, SoftLimit = 1 };
        Add(JournalEventKind.Bounced, mail: 1, day: 0, hard: true);
        Assert.Equal((SuppressionState.Observed, 1), (Derive()!.State, Derive()!.SoftFailures));
        Add(JournalEventKind.Bounced, mail: 2, day: 1, hard: true);
        Assert.Equal(SuppressionState.Blocked, Derive()!.State);
    }

    private SuppressionEntry? Derive() => SuppressionFold.Derive(_events, _policy);

    private void Add(JournalEventKind kind, int mail, double day, bool hard = false) => _events.Add(Event(kind, mail, day, hard));

    private JournalEvent OutOfReach(JournalEventKind kind, int mail, double day) => Event(kind, mail, day) with
    {
        Stage = JournalStage.Connect, Reason = BounceReason.Expired, Cause = BounceCause.Network, Text = "connect to mx.example.com[192.0.2.1]:25: Connection timed out",
    };

    private JournalEvent Event(JournalEventKind kind, int mail, double day, bool hard = false)
    {
        var isFailure = kind is JournalEventKind.Bounced or JournalEventKind.Failed or JournalEventKind.Deferred;
        return new JournalEvent
        {
            Sequence = _events.Count + 1,
            At = Start.AddDays(day),
            Kind = kind,
            Id = kind is JournalEventKind.SuppressionAdded or JournalEventKind.SuppressionRemoved ? null : mail,
            ExternalKey = kind + mail.ToString(System.Globalization.CultureInfo.InvariantCulture) + day,
            Address = "anna@example.com",
            Stage = JournalStage.Report,
            Permanence = !isFailure ? BouncePermanence.None : hard ? BouncePermanence.Hard : BouncePermanence.Soft,
            Reason = hard ? BounceReason.UserUnknown : BounceReason.MailboxFull,
            Cause = hard ? BounceCause.AddressInvalid : BounceCause.RecipientMailbox,
            Actor = kind is JournalEventKind.SuppressionAdded or JournalEventKind.SuppressionRemoved ? "admin" : "",
        };
    }
}
