using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Bounces;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Suppression;
using Xunit;

namespace MailOps.Tests.Suppression;

public sealed class JoiningTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly BounceClassification Bounce = new()
    {
        Kind = BounceKind.Failure,
        Permanence = BouncePermanence.Hard,
        Reason = BounceReason.UserUnknown,
        Cause = BounceCause.AddressInvalid,
        Status = "5.1.1",
        Diagnostic = "550 5.1.1 no such user",
    };

    [Fact]
    public async Task A_bounce_joins_its_own_recipient_of_a_mail_to_several()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await SendAsync(test, "news@corp.example", "anna@example.com", "ben@example.com", "cleo@example.com");
        foreach (var address in (string[])["cleo@example.com", "BEN@example.com"])
        {
            Assert.Equal(SuppressionAction.Block, (await UpdateAsync(test, Bounce with { Address = address, MessageId = id })).Action);
        }

        var log = await test.Store.Journal.ReadLogAsync(new MailLogFilter { Status = [MailLogStatus.Bounced] }, null, 10, None);
        Assert.Equal(["ben@example.com", "cleo@example.com"], log.Entries.Select(e => e.Address));
    }

    [Fact]
    public async Task A_report_that_quotes_nothing_joins_by_its_envelope_id()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await SendAsync(test, "news@corp.example", "anna@example.com", "ben@example.com");
        Assert.Equal(SuppressionAction.Block, (await UpdateAsync(test, Bounce with { Address = "anna@example.com", EnvelopeId = id })).Action);
    }

    [Fact]
    public async Task A_forwarded_recipient_joins_by_the_original_one_which_is_blocked()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await SendAsync(test, "news@corp.example", "anna@example.com", "ben@example.com");
        var decision = await UpdateAsync(
            test, Bounce with { Address = "anna.b@elsewhere.example", OriginalRecipient = "anna@example.com", EnvelopeId = id });
        Assert.Equal((SuppressionAction.Block, "anna@example.com"), (decision.Action, decision.Address));
    }

    [Fact]
    public async Task A_bare_text_joins_by_the_variable_return_path_it_came_to()
    {
        await using var test = await TestStore.OpenAsync();
        await SendAsync(test, "bounces+anna=example.com@corp.example", "anna@example.com");
        var decision = await UpdateAsync(test, Bounce with { ReportedTo = "bounces+anna=example.com@corp.example" });
        Assert.Equal((SuppressionAction.Block, "anna@example.com"), (decision.Action, decision.Address));
    }

    [Fact]
    public async Task A_return_path_that_was_never_used_proves_nothing()
    {
        await using var test = await TestStore.OpenAsync();
        await SendAsync(test, "news@corp.example", "anna@example.com");
        var forged = Bounce with { Address = "anna@example.com", ReportedTo = "bounces+anna=example.com@corp.example" };
        Assert.Equal(SuppressionAction.Unmatched, (await UpdateAsync(test, forged)).Action);

        // The sender of all mails names nobody: that a report came to it joins nothing either.
        Assert.Equal(SuppressionAction.Unmatched, (await UpdateAsync(test, forged with { ReportedTo = "news@corp.example", Status = "5.1.2" })).Action);
    }

    [Theory]
    [InlineData("bounces+anna=example.com@corp.example", true)]
    [InlineData("list-return-12-ANNA=Example.com@corp.example", true)]
    [InlineData("bounces+joanna=example.com@corp.example", false)]
    [InlineData("anna=example.com@corp.example", false)]
    [InlineData("news@corp.example", false)]
    public void A_variable_return_path_names_the_recipient(string address, bool expected) =>
        Assert.Equal(expected, SentMailFinder.Names(address, "anna@example.com"));

    private static Task<SuppressionDecision> UpdateAsync(TestStore test, BounceClassification bounce) => new SuppressionUpdater(
        test.Store.Journal, test.Store.Suppression, new SuppressionUpdaterOptions { Clock = test.Clock, Actor = "admin" })
        .UpdateAsync(bounce, whatIf: false, None);

    private static async Task<string> SendAsync(TestStore test, string sender, params string[] recipients)
    {
        var mail = new OutgoingMail
        {
            Content = Encoding.ASCII.GetBytes("From: news@corp.example\r\nSubject: Hello\r\n\r\nHello\r\n"),
            Recipients = recipients,
            Sender = sender,
        };
        var outbox = new MailOutbox(test.Outbox, test.Store.Suppression, new MailOutboxOptions { Clock = test.Clock });
        return (await outbox.EnqueueAsync(mail, whatIf: false, None))[0].MessageId;
    }
}
