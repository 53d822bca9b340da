using System.Globalization;
using System.Linq;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

/// <summary>The mails and tickets that go with a classification.</summary>
public sealed class LetterTests
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    private static readonly BounceClassification Bounce = new()
    {
        Address = "anna@kunde.example",
        Kind = BounceKind.Failure,
        Permanence = BouncePermanence.Soft,
        Reason = BounceReason.SystemError,
        Action = BounceAction.ContactRecipientAdmin,
        Status = "5.3.5",
        ReplyCode = 554,
        Diagnostic = "554 5.3.5 Local configuration error in the mail system of the recipient, which nobody has looked at for a long time",
        RemoteMta = "mx.kunde.example",
        ReportingMta = "mail.firma.example",
        MessageId = "4711@firma.example",
    };

    [Fact]
    public void Every_action_but_none_has_a_letter_in_both_languages()
    {
        foreach (var action in typeof(BounceAction).GetEnumValues().Cast<BounceAction>())
        {
            var english = BounceLetter.For(Bounce with { Action = action }, English);
            var german = BounceLetter.For(Bounce with { Action = action }, German);
            if (action == BounceAction.None)
            {
                Assert.Null(english);
                continue;
            }

            Assert.NotNull(english);
            Assert.NotEqual(english!.Subject, german!.Subject);
            Assert.Contains("anna@kunde.example", english.Subject);
            Assert.StartsWith("Hello,", english.Body);
            Assert.StartsWith("Guten Tag,", german.Body);
        }
    }

    [Fact]
    public void Every_reason_has_a_sentence_of_its_own()
    {
        var reasons = typeof(BounceReason).GetEnumValues().Cast<BounceReason>().ToList();
        Assert.Equal(reasons.Count, reasons.Select(r => ReasonTexts.Of(r).For(English)).Distinct().Count());
        Assert.Equal(reasons.Count, reasons.Select(r => ReasonTexts.Of(r).For(German)).Distinct().Count());
    }

    [Fact]
    public void The_evidence_stands_in_the_letter()
    {
        var body = BounceLetter.For(Bounce, English)!.Body;
        foreach (var evidence in new[] { "anna@kunde.example", "mx.kunde.example", "mail.firma.example", "554 5.3.5", "Local configuration error", "<4711@firma.example>" })
        {
            Assert.Contains(evidence, body);
        }
    }

    [Fact]
    public void A_letter_to_the_recipients_administrator_goes_to_the_postmaster()
    {
        var letter = BounceLetter.For(Bounce, English)!;
        Assert.Equal(BounceAudience.RecipientAdmin, letter.Audience);
        Assert.Equal("postmaster@kunde.example", letter.To);
    }

    [Fact]
    public void Who_keeps_the_list_is_told_the_address_that_stands_on_it()
    {
        var forwarded = Bounce with { OriginalRecipient = "info@firma.example", Action = BounceAction.Remove };
        Assert.Contains("info@firma.example", BounceLetter.For(forwarded, English)!.Subject);
        Assert.Contains("anna@kunde.example", BounceLetter.For(forwarded, English)!.Body);
        Assert.Contains("anna@kunde.example", BounceLetter.For(forwarded with { Action = BounceAction.ContactRecipientAdmin }, English)!.Subject);
    }

    [Fact]
    public void What_a_server_says_cannot_rearrange_the_letter() =>
        Assert.DoesNotContain('\u202E', BounceLetter.For(Bounce with { Diagnostic = "554 \u202Eresu on" }, English)!.Body);

    [Fact]
    public void Lines_fit_into_a_mail()
    {
        foreach (var action in typeof(BounceAction).GetEnumValues().Cast<BounceAction>().Where(a => a != BounceAction.None))
        {
            Assert.All(BounceLetter.For(Bounce with { Action = action }, German)!.Body.Split('\n'), line => Assert.InRange(line.Length, 0, 78));
        }
    }

    [Fact]
    public void A_bounce_without_an_address_says_so()
    {
        var letter = BounceLetter.For(Bounce with { Address = "" }, German)!;
        Assert.Equal("", letter.To);
        Assert.Contains("nicht genannten Empfänger", letter.Body);
    }
}
