using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

/// <summary>What the builder writes, the reader gives back; and every line keeps to what mail can carry.</summary>
public sealed class MimeRoundTripTests
{
    private static readonly Gen<string> Word = Gen.Elements(
        "Hello", "world", "Grüße", "日本語のとても長い件名", "=?utf-8?Q?x?=", "a,b", "\"quoted\"", "<x@y>", "😀", "é", "=", "?=", "_", ".", "From", "(c)",
        "averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword", new string('x', 1200), "\t", "\u0001", "\u00A0", "%41", "'", "\\", ";");

    private static readonly Gen<string> HeaderText =
        from words in Gen.ListOf(Word)
        from space in Gen.Elements(" ", "  ", "   ", "")
        select string.Join(space, words).Trim(' ', '\t');

    private static readonly Gen<string> BodyText =
        from lines in Gen.ListOf(Gen.OneOf(HeaderText, Gen.Elements("", ".", "From here", "trailing ", "tab\t", "--b", "\0")))
        select string.Join("\r\n", lines);

    private static readonly Gen<Encoding?> Charset = Gen.Elements<Encoding?>(
        null, Encoding.UTF8, Encoding.ASCII, Encoding.Unicode, Encoding.GetEncoding(28591), MimeCharsets.Find("iso-2022-jp")!.Encoding);

    [Fact]
    public void Headers_come_back()
    {
        var cases = from subject in HeaderText
                    from name in HeaderText
                    from custom in HeaderText
                    from utf8 in Gen.Elements(true, false)
                    from charset in Charset
                    select (subject, name, custom, utf8, charset);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var builder = New();
            builder.UseSmtpUtf8 = c.utf8;
            builder.TextEncoding = c.charset;
            builder.Subject = c.subject;
            builder.AddHeader("X-Custom-Field", c.custom);
            builder.ReplyTo.Add(new MimeMailbox("reply@corp.example") { DisplayName = c.name });
            var bytes = builder.Build();
            AssertLines(bytes);
            var headers = MimeReader.Read(bytes).Headers;
            Assert.Equal(c.subject, headers["Subject"]);
            Assert.Equal(c.custom, headers["X-Custom-Field"]);
            var replyTo = headers["Reply-To"]!;
            Assert.EndsWith("reply@corp.example" + (c.name.Length > 0 ? ">" : ""), replyTo, StringComparison.Ordinal);
            if (c.name.Length > 0)
            {
                var name = replyTo.Substring(0, replyTo.Length - " <reply@corp.example>".Length);
                Assert.Equal(c.name, name.Length > 0 && name[0] == '"' && name != c.name ? Unquote(name) : name);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Texts_come_back()
    {
        var cases = from text in BodyText
                    from html in BodyText
                    from charset in Charset
                    from transfer in Gen.Elements<TransferEncoding?>(null, TransferEncoding.Base64, TransferEncoding.QuotedPrintable)
                    select (text, html, charset, transfer);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var builder = New();
            builder.TextBody = c.text;
            builder.HtmlBody = c.html;
            builder.TextEncoding = c.charset;
            builder.TextTransferEncoding = c.transfer;
            var bytes = builder.Build();
            AssertLines(bytes);
            Assert.DoesNotContain(bytes.ToArray(), b => b >= 0x80 || b == 0);
            var root = MimeReader.Read(bytes);
            Assert.Equal(c.text, root.Parts[0].GetText());
            Assert.Equal(c.html, root.Parts[1].GetText());
            Assert.Empty(root.CollectFindings());
            builder.HtmlBody = null;
            Assert.Equal(c.text, WithoutLastLineEnd(MimeReader.Read(builder.Build()).GetText(), c.text));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Attachments_come_back()
    {
        var cases = from name in HeaderText
                    from content in ArbMap.Default.GeneratorFor<byte[]>()
                    select (name: "x" + name.Replace('/', '_').Replace('\\', '_'), content);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var builder = New();
            builder.Attachments.Add(MimeAttachment.FromBytes(c.content, c.name));
            builder.Attachments.Add(MimeAttachment.FromStream(new System.IO.MemoryStream(c.content), c.name));
            var bytes = builder.Build();
            AssertLines(bytes);
            var root = MimeReader.Read(bytes);
            foreach (var part in root.Parts.Skip(1))
            {
                Assert.Equal(c.name, part.FileName);
                Assert.Equal(c.content, part.GetContent().ToArray());
            }

            Assert.Empty(root.CollectFindings());
        }).QuickCheckThrowOnFailure();
    }

    private static MimeMessageBuilder New() => new(new ManualClock()) { From = new MimeMailbox("anna@corp.example") };

    // RFC 5322 section 2.1.1, RFC 2045 section 6.7 and 6.8: CRLF only, no line over 998; no line of white space only in the header.
    private static void AssertLines(ReadOnlyMemory<byte> bytes)
    {
        var text = Encoding.GetEncoding(28591).GetString(bytes.ToArray());
        Assert.Equal(-1, text.Replace("\r\n", "").IndexOfAny(['\r', '\n']));
        var lines = text.Split(["\r\n"], StringSplitOptions.None);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 998));
        Assert.All(lines.TakeWhile(line => line.Length > 0), line => Assert.NotEqual("", line.Trim(' ', '\t')));
    }

    private static string Unquote(string name) =>
        name.Substring(1, name.Length - 2).Replace("\\\"", "\"").Replace("\\\\", "\\");

    private static string WithoutLastLineEnd(string read, string written) =>
        read.Length == written.Length + 2 && read.EndsWith("\r\n", StringComparison.Ordinal) ? read.Substring(0, written.Length) : read;
}
