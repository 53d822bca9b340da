using System;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

public sealed class MimeMessageBuilderTests
{
    private static readonly ManualClock Clock = new(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc));

    [Fact]
    public void A_plain_message_is_plain_on_the_wire()
    {
        var builder = New();
        builder.Subject = "Maintenance on Sunday";
        builder.TextBody = "Hello,\nwe will be back.";
        builder.MessageId = "1@corp.example";

        Assert.Equal(
            "Date: Sun, 01 Mar 2026 12:00:00 +0000\r\n"
            + "From: Anna Muster <anna@corp.example>\r\n"
            + "To: bob@example.org\r\n"
            + "Subject: Maintenance on Sunday\r\n"
            + "Message-ID: <1@corp.example>\r\n"
            + "MIME-Version: 1.0\r\n"
            + "Content-Type: text/plain; charset=us-ascii\r\n"
            + "Content-Transfer-Encoding: 7bit\r\n"
            + "\r\n"
            + "Hello,\r\nwe will be back.\r\n",
            Text(builder));
    }

    [Fact]
    public void Html_alone_gets_a_text_part_and_its_images()
    {
        var builder = New();
        builder.HtmlBody = "<p>Grüße &amp; <b>Dank</b></p><img src=\"cid:logo\" alt=\"Logo\">";
        builder.InlineImages.Add(Image("logo.png", "logo"));
        builder.Attachments.Add(MimeAttachment.FromBytes(Encoding.ASCII.GetBytes("a;b\r\n"), "Übersicht März 2026 – alle Zahlen der Niederlassungen im Überblick.csv"));

        var root = MimeReader.Read(builder.Build());

        Assert.Empty(root.CollectFindings());
        Assert.True(root.IsMultipart("mixed"));
        var alternative = root.Parts[0];
        Assert.True(alternative.IsMultipart("alternative"));
        Assert.Equal("Grüße & Dank\r\n\r\nLogo", alternative.Parts[0].GetText());
        Assert.True(alternative.Parts[1].IsMultipart("related"));
        Assert.Equal(builder.HtmlBody, alternative.Parts[1].Parts[0].GetText());
        var image = alternative.Parts[1].Parts[1];
        Assert.Equal(("image/png", "inline", "<logo>"), (image.ContentType.MediaType, image.Disposition, image.Headers["Content-ID"]));
        var file = root.Parts[1];
        Assert.Equal("Übersicht März 2026 – alle Zahlen der Niederlassungen im Überblick.csv", file.FileName);
        Assert.Equal("a;b\r\n", Encoding.ASCII.GetString(file.GetContent().ToArray()));
    }

    [Fact]
    public void Bcc_is_a_recipient_and_never_a_header()
    {
        var builder = New();
        builder.Bcc.Add(new MimeMailbox("secret@example.net"));
        builder.Cc.Add(new MimeMailbox("bob@example.org"));

        Assert.DoesNotContain("secret", Text(builder), StringComparison.Ordinal);
        Assert.DoesNotContain("Bcc", Text(builder), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["bob@example.org", "secret@example.net"], builder.GetRecipients().Select(r => r.Address));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\0")]
    public void No_value_can_smuggle_in_a_header(string trick)
    {
        var evil = "x" + trick + "Bcc: victim@example.com";
        AssertRefused("Subject", b => b.Subject = evil);
        AssertRefused("X-Custom", b => b.AddHeader("X-Custom", evil));
        AssertRefused("From", b => b.From = new MimeMailbox("a@corp.example") { DisplayName = evil });
        AssertRefused("To", b => b.To.Add(new MimeMailbox("a@corp.example") { DisplayName = evil }));
        AssertRefused("Cc", b => b.Cc.Add(new MimeMailbox("a@corp.example") { DisplayName = evil }));
        AssertRefused("Reply-To", b => b.ReplyTo.Add(new MimeMailbox("a@corp.example") { DisplayName = evil }));
        AssertRefused("Sender", b => b.Sender = new MimeMailbox("a@corp.example") { DisplayName = evil });
        AssertRefused("Message-ID", b => b.MessageId = evil);
        AssertRefused("Content-Disposition", b => b.Attachments.Add(MimeAttachment.FromBytes([1], evil)));
        AssertRefused("Content-ID", b => AddImage(b, evil));
        Assert.Equal("MailOps.Mime.InvalidHeaderName", Refusal(b => b.AddHeader("X" + trick + "Bcc", "v")).ErrorId);

        static void AssertRefused(string name, Action<MimeMessageBuilder> set)
        {
            var error = Refusal(set);
            Assert.Equal("MailOps.Mime.HeaderInjection", error.ErrorId);
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }

        static void AddImage(MimeMessageBuilder builder, string id)
        {
            builder.HtmlBody = "<p>x</p>";
            builder.InlineImages.Add(Image("x.png", id));
        }
    }

    [Theory]
    [InlineData("Subject")]
    [InlineData("bcc")]
    [InlineData("Content-Type")]
    public void Fields_with_a_property_cannot_be_added_twice(string name) =>
        Assert.Equal("MailOps.Mime.ReservedHeader", Assert.Throws<MailOpsException>(() => New().AddHeader(name, "x")).ErrorId);

    [Fact]
    public void Long_and_foreign_subjects_are_folded_into_short_lines()
    {
        var builder = New();
        builder.Subject = string.Concat(Enumerable.Repeat("Ein sehr langer Betreff mit Umlauten äöü und mehr, ", 30)).Trim();
        builder.AddHeader("X-Long", string.Join(" ", Enumerable.Repeat("word", 400)));
        builder.AddHeader("X-Unbroken", new string('x', 5000));

        var bytes = builder.Build();

        Assert.All(Encoding.ASCII.GetString(bytes.ToArray()).Split(["\r\n"], StringSplitOptions.None), line => Assert.InRange(line.Length, 0, 78));
        var root = MimeReader.Read(bytes);
        Assert.Equal(builder.Subject, root.Headers["Subject"]);
        Assert.Equal(builder.Headers[0].Value, root.Headers["X-Long"]);
        Assert.Equal(builder.Headers[1].Value, root.Headers["X-Unbroken"]);
    }

    [Theory]
    [InlineData("Müller, Jörg", "=?utf-8?Q?M=C3=BCller=2C_J=C3=B6rg?= <a@b.example>")]
    [InlineData("Muster, Anna", "\"Muster, Anna\" <a@b.example>")]
    [InlineData("Anna \"Chef\" Muster", "\"Anna \\\"Chef\\\" Muster\" <a@b.example>")]
    [InlineData("Anna Muster", "Anna Muster <a@b.example>")]
    [InlineData("山田太郎", "=?utf-8?B?5bGx55Sw5aSq6YOO?= <a@b.example>")]
    public void A_display_name_is_written_so_that_no_comma_parts_it(string name, string written)
    {
        var builder = New();
        builder.Sender = new MimeMailbox("a@b.example") { DisplayName = name };
        Assert.Contains("\r\nSender: " + written + "\r\n", Text(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void With_smtputf8_header_fields_hold_utf8()
    {
        var builder = New();
        builder.UseSmtpUtf8 = true;
        builder.Subject = "Grüße";
        builder.To.Add(new MimeMailbox("jörg@example.org") { DisplayName = "Jörg Groß" });

        var text = Encoding.UTF8.GetString(builder.Build().ToArray());

        Assert.Contains("\r\nSubject: Grüße\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Jörg Groß <jörg@example.org>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_needs_smtputf8_says_so()
    {
        var builder = New();
        Assert.False(builder.NeedsSmtpUtf8);
        builder.To.Add(new MimeMailbox("jörg@example.org"));
        Assert.True(builder.NeedsSmtpUtf8);
    }

    [Theory]
    [InlineData(28591, "iso-8859-1", "Grüße")]
    [InlineData(28591, "utf-8", "Grüße für 5 €")]
    [InlineData(1200, "utf-8", "Grüße")]
    [InlineData(12000, "utf-8", "Grüße")]
    public void A_charset_asked_for_is_used_when_it_can_hold_the_text(int codePage, string charset, string text)
    {
        var builder = New();
        builder.TextEncoding = Encoding.GetEncoding(codePage);
        builder.Subject = text;
        builder.TextBody = text;

        var root = MimeReader.Read(builder.Build());

        Assert.Equal(charset, root.ContentType.Charset);
        Assert.Equal(text, root.GetText().TrimEnd());
        Assert.Equal(text, root.Headers["Subject"]);
    }

    [Fact]
    public void Priority_and_unsubscribing_become_their_fields()
    {
        var builder = New();
        builder.Priority = MimePriority.High;
        builder.ListUnsubscribe.Add(new Uri("https://corp.example/u?id=1"));
        builder.ListUnsubscribe.Add(new Uri("mailto:unsubscribe@corp.example"));
        builder.ListUnsubscribeOneClick = true;

        var headers = MimeReader.Read(builder.Build()).Headers;

        Assert.Equal("1", headers["X-Priority"]);
        Assert.Equal("high", headers["Importance"]);
        Assert.Equal("<https://corp.example/u?id=1>, <mailto:unsubscribe@corp.example>", headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", headers["List-Unsubscribe-Post"]);
    }

    [Fact]
    public void One_click_without_https_is_an_error()
    {
        var error = Refusal(b =>
        {
            b.ListUnsubscribe.Add(new Uri("mailto:u@corp.example"));
            b.ListUnsubscribeOneClick = true;
        });
        Assert.Equal("MailOps.Mime.InvalidListUnsubscribe", error.ErrorId);
    }

    [Fact]
    public void A_large_attachment_flows_through_in_pieces()
    {
        var builder = New();
        var source = new CountingStream(20_000_000);
        builder.Attachments.Add(MimeAttachment.FromStream(source, "large.bin"));
        var target = new CountingStream(0);

        builder.WriteTo(target);

        Assert.Equal(20_000_000, source.Position);
        Assert.InRange(target.LargestWrite, 1, 1 << 20);
        Assert.InRange(target.Written, 27_000_000, 28_000_000);
    }

    [Fact]
    public void A_vanished_attachment_is_named_in_the_error()
    {
        var path = Path.GetTempFileName();
        var builder = New();
        builder.Attachments.Add(MimeAttachment.FromFile(path, "report.pdf"));
        File.Delete(path);

        var error = Assert.Throws<MailOpsException>(() => builder.Build());

        Assert.Equal("MailOps.Mime.AttachmentUnreadable", error.ErrorId);
        Assert.Contains("report.pdf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_date_can_be_left_to_whoever_sends()
    {
        var builder = New();
        builder.OmitDate = true;
        Assert.StartsWith("From: ", Text(builder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Unspecified)]
    [InlineData(DateTimeKind.Local)]
    public void A_date_is_written_in_utc(DateTimeKind kind)
    {
        var builder = New();
        var time = new DateTime(2026, 12, 31, 23, 5, 9, kind == DateTimeKind.Local ? DateTimeKind.Utc : kind);
        builder.Date = kind == DateTimeKind.Local ? time.ToLocalTime() : time;
        Assert.StartsWith("Date: Thu, 31 Dec 2026 23:05:09 +0000\r\n", Text(builder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anna@corp.example", null)]
    [InlineData(" <anna@corp.example> ", null)]
    [InlineData("Anna Muster <anna@corp.example>", "Anna Muster")]
    [InlineData("\"Muster, \\\"A\\\"\" <anna@corp.example>", "Muster, \"A\"")]
    public void A_mailbox_is_read_from_text(string text, string? name)
    {
        var mailbox = new MimeMailbox(text);
        Assert.Equal(("anna@corp.example", name), (mailbox.Address.Address, mailbox.DisplayName));
    }

    [Theory]
    [InlineData("anna@corp.example>", "MailOps.Mime.InvalidMailbox")]
    [InlineData("Anna <nonsense>", "MailOps.Address.Invalid")]
    [InlineData("", "MailOps.Address.Invalid")]
    public void A_mailbox_that_is_none_is_an_error(string text, string id) =>
        Assert.Equal(id, Assert.Throws<MailOpsException>(() => new MimeMailbox(text)).ErrorId);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("text/plain; charset=x")]
    [InlineData("text/\r\nX: y")]
    public void A_content_type_that_is_none_is_an_error(string type)
    {
        var attachment = MimeAttachment.FromBytes([1], "x");
        Assert.Equal("MailOps.Mime.InvalidMediaType", Assert.Throws<MailOpsException>(() => attachment.ContentType = type).ErrorId);
    }

    [Fact]
    public void A_mail_as_attachment_keeps_every_byte()
    {
        var mail = Encoding.ASCII.GetBytes("Subject: x\n\nbare LF\n");
        var builder = New();
        builder.Attachments.Add(MimeAttachment.FromBytes(mail, "sub\\mail.eml"));
        var part = MimeReader.Read(builder.Build()).Parts[1];
        Assert.Equal(("mail.eml", "application/octet-stream"), (part.FileName, part.ContentType.MediaType));
        Assert.Equal(mail, part.GetContent().ToArray());
    }

    [Fact]
    public void A_message_without_sender_is_an_error() =>
        Assert.Equal("MailOps.Mime.NoSender", Assert.Throws<MailOpsException>(() => new MimeMessageBuilder(Clock).Build()).ErrorId);

    [Fact]
    public void Message_ids_are_unique_and_stay_with_the_message()
    {
        var builder = New();
        builder.Build();
        var id = builder.MessageId;
        builder.Build();
        Assert.Equal(id, builder.MessageId);
        Assert.EndsWith("@corp.example", id, StringComparison.Ordinal);
        var other = New();
        other.Build();
        Assert.NotEqual(id, other.MessageId);
    }

    private static MailOpsException Refusal(Action<MimeMessageBuilder> set) => Assert.Throws<MailOpsException>(() =>
    {
        var builder = New();
        set(builder);
        builder.Build();
    });

    private static MimeMessageBuilder New()
    {
        var builder = new MimeMessageBuilder(Clock) { From = new MimeMailbox("Anna Muster <anna@corp.example>") };
        builder.To.Add(new MimeMailbox("bob@example.org"));
        return builder;
    }

    private static MimeAttachment Image(string name, string id)
    {
        var image = MimeAttachment.FromBytes([0x89, 0x50], name);
        image.ContentId = id;
        return image;
    }

    private static string Text(MimeMessageBuilder builder) => Encoding.ASCII.GetString(builder.Build().ToArray());
}
