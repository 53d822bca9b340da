using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using MailOps.Mime;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class PreflightTests
{
    private const string Clean = "The maintenance begins on Thursday at 22:00.\r\n";

    [Fact]
    public async Task There_is_nothing_to_say_about_an_ordinary_mail() => Assert.Empty(await CheckAsync("Maintenance on Thursday", Clean));

    [Theory]
    [InlineData("Hello {{Name}}", Clean, "DRAFT001")]
    [InlineData("Hello", "Dear {{{First Name}}},", "DRAFT001")]
    [InlineData("Hello", "Dear *|FNAME|*,", "DRAFT002")]
    [InlineData("Hello", "Dear %%FirstName%%,", "DRAFT002")]
    [InlineData("Hello", "Dear ${name},", "DRAFT002")]
    [InlineData("Hello", "Dear «Vorname»,", "DRAFT002")]
    [InlineData("", Clean, "DRAFT003")]
    [InlineData("BUY THE NEW SERVERS", Clean, "DRAFT004")]
    [InlineData("Buy now!!!", Clean, "DRAFT004")]
    [InlineData("Re: your question", Clean, "DRAFT005")]
    [InlineData("AW: Ihre Frage", Clean, "DRAFT005")]
    [InlineData("SV: spørgsmål", Clean, "DRAFT005")]
    [InlineData("WG: Ihre Frage", Clean, "DRAFT005")]
    [InlineData("Fwd: news", Clean, "DRAFT005")]
    [InlineData("RE[2]: news", Clean, "DRAFT005")]
    [InlineData("Report", "Please see the attached file.", "DRAFT006")]
    [InlineData("Bericht", "Die Zahlen finden Sie in der Anlage.", "DRAFT006")]
    [InlineData("Bericht", "Anbei der Bericht.", "DRAFT006")]
    [InlineData("Report attached", Clean, "DRAFT006")]
    [InlineData("Offer", "Act now, it is 100% free.", "DRAFT007")]
    [InlineData("Angebot", "Jetzt zuschlagen: völlig kostenlos.", "DRAFT007")]
    [InlineData("News", "Read https://bit.ly/abc for more.", "DRAFT008")]
    public async Task A_careless_mail_is_noticed(string subject, string text, string id) => Assert.Contains(id, await CheckAsync(subject, text));

    [Theory]
    [InlineData("NATO", Clean)]
    [InlineData("DNS, SPF and DKIM", Clean)]
    [InlineData("Really?!", Clean)]
    [InlineData("Regarding: the invoice", Clean)]
    [InlineData("Rechnung", "Ihr Auftrag wurde angenommen, ohne Anhang.\r\n")]
    [InlineData("Free rooms", "There are free rooms. Two thirds are taken; 100 %% of them, %% too.\r\n")]
    [InlineData("Code", "if (a << 2 > b >> 1) { x[[1, 2]] = \"{{}}\"; }\r\n")]
    [InlineData("Ok", "Yes.\r\n\r\n> Please find attached the report. {{Name}} *|FNAME|* act now\r\n")]
    [InlineData("Ok", "Yes.\r\n\r\n-----Ursprüngliche Nachricht-----\r\nAnbei der Bericht.\r\n")]
    public async Task What_only_looks_careless_is_left_alone(string subject, string text) => Assert.Empty(await CheckAsync(subject, text));

    [Fact]
    public async Task A_reply_that_names_what_it_answers_is_one() =>
        Assert.Empty(await CheckAsync(Message("Re: x", "In-Reply-To: <1@corp.example>\r\n", Clean)));

    [Fact]
    public async Task An_attachment_that_is_there_is_not_missed()
    {
        var builder = Builder("See the attached file.");
        builder.Attachments.Add(MimeAttachment.FromBytes([1, 2, 3], "report.pdf"));
        Assert.Empty(await CheckAsync(builder.Build()));
    }

    [Theory]
    [InlineData("<a href=\"https://evil.example/\">https://www.corp.example/login</a>", "DRAFT009")]
    [InlineData("<a href=\"https://evil.example/\">www.corp.example</a>", "DRAFT009")]
    [InlineData("<a href=\"https://evil.example/\">paypal.com</a>", "DRAFT009")]
    [InlineData("<a href=\"https://tinyurl.com/x\">here</a>", "DRAFT008")]
    [InlineData("<a href=\"https://www.corp.example/a\">corp.example</a>", "")]
    [InlineData("<a href=\"https://login.corp.example/a\">https://corp.example</a>", "")]
    [InlineData("<a href=\"https://corp.example/install.sh\">install.sh</a>", "")]
    [InlineData("<a href=\"https://corp.example/\">our page</a>", "")]
    [InlineData("<a href=\"mailto:a@corp.example\">corp.example</a>", "")]
    [InlineData("<img src=\"cid:logo.png\">", "DRAFT026")]
    [InlineData("<img src=\"https://corp.example/logo.png\">", "")]
    [InlineData("<a href=\"https://corp.example/?u={{Id}}\">here</a>", "DRAFT001")]
    public async Task Links_and_images_are_looked_at(string html, string id)
    {
        var builder = Builder(null);
        builder.HtmlBody = "<p>Hello</p>" + html;
        Assert.Equal(id.Length == 0 ? [] : new[] { id }, await CheckAsync(builder.Build()));
    }

    [Fact]
    public async Task An_image_that_comes_along_is_found_by_its_id()
    {
        var builder = Builder(null);
        builder.HtmlBody = "<img src=\"cid:logo.png\">";
        var image = MimeAttachment.FromBytes([1], "logo.png");
        image.ContentId = "logo.png";
        builder.InlineImages.Add(image);
        Assert.Empty(await CheckAsync(builder.Build()));
    }

    [Fact]
    public async Task Html_alone_is_noticed() =>
        Assert.Equal(["DRAFT011"], await CheckAsync(Message("x", "Content-Type: text/html\r\n", "<p>Hello</p>\r\n")));

    [Fact]
    public async Task Size_and_lines_are_measured()
    {
        Assert.Equal(["DRAFT012"], await CheckAsync("x", Clean, new PreflightOptions { MaxSize = 50 }));
        Assert.Equal(["DRAFT023"], await CheckAsync("x", new string('a', 999) + "\r\n"));
        Assert.Empty(await CheckAsync("x", new string('a', 998) + "\r\n"));
        Assert.Equal(["DRAFT024"], await CheckAsync("x", "a\nb\r\n"));
        var big = Message("x", "", string.Concat(Enumerable.Repeat(new string('a', 70) + "\r\n", 80_000)));
        var options = new PreflightOptions { ServerSize = new FixedSize(5_100_000) };
        Assert.Equal(["DRAFT013"], await CheckAsync(big, options));
        Assert.Empty(await CheckAsync(big, new PreflightOptions { ServerSize = new FixedSize(null) }));
        Assert.Empty(await CheckAsync(big, new PreflightOptions { ServerSize = new FixedSize(0) }));
    }

    [Fact]
    public async Task Recipients_are_counted()
    {
        var many = string.Join(", ", Enumerable.Range(0, 21).Select(n => $"u{n}@x.example"));
        Assert.Equal(["DRAFT014"], await CheckAsync(Message("x", $"To: {many}\r\n", Clean)));
        Assert.Equal(["DRAFT015"], await CheckAsync(Message("x", "To: a@x.example\r\nCc: A <a@X.example>\r\n", Clean)));
        Assert.Equal(["DRAFT018"], await CheckAsync(Message("x", "", Clean), new PreflightOptions { JudgeRecipients = true }, "no address"));
    }

    [Fact]
    public async Task The_same_person_is_not_written_to_twice()
    {
        using var preflight = new MailPreflight(new PreflightOptions());
        var mail = new OutgoingMail { Content = Message("x", "", Clean), Recipients = ["a@x.example"] };
        Assert.Empty(await preflight.CheckAsync(mail, false, CancellationToken.None));
        Assert.True((await preflight.CheckAsync(mail with { Recipients = ["a@X.example"] }, false, CancellationToken.None)).Contains("DRAFT016"));
        Assert.Empty(await preflight.CheckAsync(mail with { Key = "k" }, false, CancellationToken.None));
    }

    [Fact]
    public async Task Bulk_mail_needs_one_click()
    {
        const string OneClick = "List-Unsubscribe: <https://corp.example/u>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
        Assert.Equal(["DRAFT021"], await CheckAsync(Message("x", "", Clean), isBulk: true));
        Assert.Equal(["DRAFT021"], await CheckAsync(Message("x", "Precedence: bulk\r\n", Clean)));
        Assert.Equal(["DRAFT021"], await CheckAsync(Message("x", "List-Unsubscribe: <mailto:u@corp.example>\r\n", Clean), isBulk: true));
        Assert.Equal(["DRAFT022"], await CheckAsync(Message("x", OneClick, Clean), isBulk: true));
        var key = DkimKeyReference.Parse("corp.example:s1:key.pem");
        Assert.Empty(await CheckAsync(Message("x", OneClick, Clean), new PreflightOptions { DkimKey = key }, isBulk: true));
    }

    [Fact]
    public async Task The_relay_is_compared_with_the_domains_policy()
    {
        const string Zone = """
            {
              "corp.example": [{ "type": "TXT", "value": ["v=spf1 ip4:198.51.100.10 -all"] }],
              "_dmarc.corp.example": [{ "type": "TXT", "value": ["v=DMARC1; p=reject"] }],
              "good.corp.example": [{ "type": "A", "value": "198.51.100.10" }],
              "bad.partner.example": [{ "type": "A", "value": "198.51.100.99" }],
              "inside.corp.example": [{ "type": "A", "value": "10.0.0.5" }]
            }
            """;
        var zone = ZoneResolver.Read(Encoding.UTF8.GetBytes(Zone));
        Assert.Equal(["DRAFT019"], await CheckAsync("x", Clean, new PreflightOptions { Resolver = zone, Relay = "bad.partner.example" }));
        Assert.Empty(await CheckAsync("x", Clean, new PreflightOptions { Resolver = zone, Relay = "good.corp.example" }));
        Assert.Empty(await CheckAsync("x", Clean, new PreflightOptions { Resolver = zone, Relay = "inside.corp.example" }));
        Assert.Empty(await CheckAsync("x", Clean, new PreflightOptions { Resolver = zone, Relay = "127.0.0.1" }));
        Assert.Empty(await CheckAsync("x", Clean, new PreflightOptions { Resolver = zone, Relay = "unknown.partner.example" }));
        var key = DkimKeyReference.Parse("corp.example:none:key.pem");
        Assert.Contains("DRAFT020", await CheckAsync("x", Clean, new PreflightOptions { Resolver = zone, Relay = "good.corp.example", DkimKey = key }));
    }

    [Fact]
    public void Warnings_hold_errors_block_and_force_lets_go()
    {
        var warning = new FindingList([DraftFindings.NoSubject.Found()]);
        var error = new FindingList([DraftFindings.LongLine.Found(1, 999)]);
        var mail = new OutgoingMail { Content = Message("x", "", Clean), Recipients = ["a@x.example"] };
        using var hold = new MailPreflight(new PreflightOptions());
        Assert.True(hold.Judge(mail, warning).Hold);
        Assert.Same(warning, hold.Judge(mail, warning).Findings);
        Assert.Equal("MailOps.Draft.Blocked", Assert.Throws<MailOpsException>(() => hold.Judge(mail, error)).ErrorId);
        using var send = new MailPreflight(new PreflightOptions { OnWarning = WarningAction.Send });
        Assert.False(send.Judge(mail, warning).Hold);
        Assert.Throws<MailOpsException>(() => send.Judge(mail, error));
        using var stop = new MailPreflight(new PreflightOptions { OnWarning = WarningAction.Stop });
        Assert.Throws<MailOpsException>(() => stop.Judge(mail, warning));
        using var force = new MailPreflight(new PreflightOptions { Force = true, OnWarning = WarningAction.Stop });
        Assert.False(force.Judge(mail, error).Hold);
        Assert.False(hold.Judge(mail, new FindingList([DraftFindings.OneClickUnsigned.Found()])).Hold);
    }

    [Fact]
    public async Task Findings_can_be_left_out_by_their_ids() =>
        Assert.Empty(await CheckAsync("", Clean, new PreflightOptions { IgnoredFindings = ["draft003"] }));

    [Fact]
    public async Task A_word_list_of_ones_own_replaces_the_built_in_one()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "# ours\nMoonshot|\n");
            var options = new PreflightOptions { WordList = path };
            Assert.Equal(["DRAFT007"], await CheckAsync("x", "A moonshot.\r\n", options));
            Assert.Empty(await CheckAsync("x", "Act now: moonshots.\r\n", options));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal("MailOps.Draft.InputUnreadable", Assert.Throws<MailOpsException>(() => new MailPreflight(new PreflightOptions { WordList = path })).ErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no header at all")]
    [InlineData("Subject: =?utf-8?B?////?=\r\nContent-Type: multipart/mixed\r\n\r\n--\r\n")]
    [InlineData("Content-Type: text/html; charset=nonsense\r\nSubject: a\r\n\r\n<a href=\"http://[\">x<a href=http://%>\u0000")]
    public async Task Nonsense_is_read_without_an_exception(string message)
    {
        using var preflight = new MailPreflight(new PreflightOptions());
        var findings = await preflight.CheckAsync(new OutgoingMail { Content = Encoding.UTF8.GetBytes(message), Recipients = ["a@x.example"] }, true, CancellationToken.None);
        Assert.NotNull(findings);
    }

    private static MimeMessageBuilder Builder(string? text) =>
        new() { From = new MimeMailbox("news@corp.example"), Subject = "News", TextBody = text };

    private static byte[] Message(string subject, string headers, string text) => Encoding.UTF8.GetBytes(
        "From: news@corp.example\r\nSubject: " + subject + "\r\n" + headers + "MIME-Version: 1.0\r\n"
        + (headers.Contains("Content-Type") ? "" : "Content-Type: text/plain; charset=utf-8\r\n") + "\r\n" + text);

    private static Task<string[]> CheckAsync(string subject, string text, PreflightOptions? options = null) => CheckAsync(Message(subject, "", text), options);

    private static async Task<string[]> CheckAsync(
        ReadOnlyMemory<byte> message, PreflightOptions? options = null, string recipient = "anna@partner.example", bool isBulk = false)
    {
        using var preflight = new MailPreflight(options ?? new PreflightOptions());
        var mail = new OutgoingMail { Content = message, Recipients = [recipient] };
        return [.. (await preflight.CheckAsync(mail, isBulk, CancellationToken.None)).Select(f => f.Id)];
    }

    private sealed class FixedSize(long? limit) : IServerSize
    {
        public string Server => "mail.corp.example";

        public Task<long?> GetAsync(CancellationToken cancellationToken) => Task.FromResult(limit);
    }
}
