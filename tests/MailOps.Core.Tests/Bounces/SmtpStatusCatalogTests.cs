using System.Globalization;
using System.Linq;
using MailOps.Bounces;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Bounces;

public sealed class SmtpStatusCatalogTests
{
    // The IANA registry of enhanced status codes: the highest detail of each subject, none left out below it.
    private static readonly int[] HighestDetail = [0, 10, 4, 6, 7, 6, 10, 30];

    // RFC 5321 section 4.2.3, RFC 4954 section 6, RFC 7504 section 3, RFC 3207 section 4, RFC 1985 section 5.3, RFC 2645 section 5.2.1, and
    // the column "associated basic status code" of the registry.
    private static readonly int[] Replies =
    [
        211, 214, 220, 221, 235, 250, 251, 252, 253, 334, 354, 421, 422, 432, 450, 451, 452, 453, 454, 455, 458, 459, 500, 501, 502, 503, 504,
        521, 523, 524, 525, 530, 534, 535, 538, 550, 551, 552, 553, 554, 555, 556,
    ];

    [Fact]
    public void Every_registered_code_is_explained_in_both_languages()
    {
        var codes = Replies.Select(code => code.ToString(CultureInfo.InvariantCulture))
            .Concat(HighestDetail.SelectMany((highest, subject) => Enumerable.Range(0, highest + 1).Select(detail => $"5.{subject}.{detail}")));
        foreach (var code in codes)
        {
            var english = InLanguage("en-US", code);
            var german = InLanguage("de-DE", code);
            Assert.True(english.IsRegistered, code);
            Assert.NotEmpty(english.Reference);
            Assert.All(new[] { english, german }, e => Assert.DoesNotContain("", new[] { e.Title, e.Meaning, e.Advice }));
            Assert.NotEqual(english.Meaning, german.Meaning);
        }
    }

    [Fact]
    public void All_lists_each_registered_code_once()
    {
        var codes = SmtpStatusCatalog.All().Select(e => e.Code).ToList();
        Assert.Equal(Replies.Length + HighestDetail.Sum(highest => highest + 1), codes.Count);
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.Contains("2.6.4", codes);
        Assert.Contains("5.1.1", codes);
    }

    [Theory]
    [InlineData("452", "452")]
    [InlineData("  4.2.2 ", "4.2.2")]
    [InlineData("550 5.1.1 no such user", "5.1.1 550")]
    [InlineData("550-5.7.26 unauthenticated", "5.7.26 550")]
    [InlineData("host mx.example[192.0.2.1] said: 450 4.2.0 greylisted (in reply to RCPT TO command)", "4.2.0 450")]
    [InlineData("250 2.1.5 recipient ok", "2.1.5 250")]
    [InlineData("250-PIPELINING", "250")]
    [InlineData("354 go ahead", "354")]
    [InlineData("299", "299")]
    [InlineData("5.7.999", "5.7.999")]
    public void A_code_or_reply_gives_its_codes(string text, string codes) =>
        Assert.Equal(codes, string.Join(" ", SmtpStatusCatalog.Explain(text).Select(e => e.Code)));

    [Theory]
    [InlineData("")]
    [InlineData("no code at all")]
    [InlineData("999")]
    [InlineData("123")]
    [InlineData("192.0.2.25")]
    [InlineData("9.1.x")]
    [InlineData("45.x")]
    [InlineData("xyz")]
    public void A_text_without_a_code_gives_nothing(string text) => Assert.Empty(SmtpStatusCatalog.Explain(text));

    [Theory]
    [InlineData("4.2.x", "4.2.0 4.2.1 4.2.2 4.2.3 4.2.4")]
    [InlineData("X.1.9", "2.1.9")]
    [InlineData("45?", "450 451 452 453 454 455 458 459")]
    [InlineData("21x", "211 214")]
    [InlineData("5.7.2*", "5.7.2 5.7.20 5.7.21 5.7.22 5.7.23 5.7.24 5.7.25 5.7.26 5.7.27 5.7.28 5.7.29")]
    public void A_pattern_lists_what_is_registered(string pattern, string codes) =>
        Assert.Equal(codes, string.Join(" ", SmtpStatusCatalog.Explain(pattern).Select(e => e.Code)));

    [Fact]
    public void A_code_that_no_document_defines_is_explained_by_its_first_digits()
    {
        var unknown = Assert.Single(SmtpStatusCatalog.Explain("4.2.77"));
        Assert.False(unknown.IsRegistered);
        Assert.Equal("", unknown.Reference);
        Assert.Equal(SmtpStatusSeverity.Temporary, unknown.Severity);
        Assert.Contains("ailbox", unknown.Title, System.StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_reply_decides_what_a_bounce_comes_to()
    {
        var full = SmtpStatusCatalog.Explain("550 5.2.2 mailbox full")[0];
        Assert.Equal((BounceReason.MailboxFull, BouncePermanence.Soft), (full.Reason, full.Permanence));
        var lost = SmtpStatusCatalog.Explain("550 5.1.1 no such user")[0];
        Assert.Equal((BounceReason.UserUnknown, BouncePermanence.Hard), (lost.Reason, lost.Permanence));
    }

    [Fact]
    public void The_json_form_names_code_words_and_judgement()
    {
        var json = MailOpsJson.Serialize(SmtpStatusCatalog.Explain("452")[0]);
        Assert.StartsWith("{\"code\":\"452\",\"severity\":\"temporary\",\"title\":\"", json, System.StringComparison.Ordinal);
        Assert.Contains("\"registered\":true", json, System.StringComparison.Ordinal);
    }

    private static SmtpStatusExplanation InLanguage(string culture, string code)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return Assert.Single(SmtpStatusCatalog.Explain(code));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
