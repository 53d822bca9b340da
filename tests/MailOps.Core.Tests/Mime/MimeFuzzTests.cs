using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

/// <summary>Damaged mails: reading ends, throws nothing, and never leaves the bytes it was given.</summary>
public sealed class MimeFuzzTests
{
    private const string Mail = """
        From: =?utf-8?Q?M=C3=BCller?= <a@b.example>
        Subject: =?iso-2022-jp?B?GyRCRnxLXDhsGyhC?=
         =?utf-8?B?TcO8?=
        Content-Type: multipart/report; report-type=delivery-status;
         boundary="=_outer"

        --=_outer
        Content-Type: multipart/alternative; boundary*0="in"; boundary*1=ner

        --inner
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Gr=C3=BC=C3=9Fe =
        weiter
        --inner
        Content-Type: text/html; charset=windows-1252
        Content-Transfer-Encoding: base64

        PHA+R3L832U8L3A+
        --inner--

        --=_outer
        Content-Type: message/delivery-status

        Reporting-MTA: dns; b.example

        Final-Recipient: rfc822; x@y.example
        Status: 5.1.1

        --=_outer
        Content-Type: message/global
        Content-Transfer-Encoding: base64

        U3ViamVjdDogaW5uZXIKQ29udGVudC1UeXBlOiB0ZXh0L3BsYWluCgpoZWxsbwo=
        --=_outer
        Content-Disposition: attachment; filename*0*=utf-8''%C3%BCber; filename*1*=%20sicht.pdf
        Content-Transfer-Encoding: x-uuencode

        begin 644 cat.txt
        #0V%T
        `
        end
        --=_outer--
        epilogue
        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void A_mail_cut_at_any_byte_is_read(string lineEnd)
    {
        var mail = MailText.Bytes(Mail, lineEnd);
        for (var length = 0; length <= mail.Length; length++)
        {
            ReadEverything(mail.AsMemory(0, length));
        }
    }

    [Fact]
    public void A_mail_with_any_byte_changed_is_read()
    {
        var mail = MailText.Bytes(Mail);
        byte[] others = [0, (byte)'\n', (byte)'\r', (byte)'-', (byte)'=', (byte)'?', (byte)'"', (byte)';', (byte)':', (byte)' ', (byte)'*', 0x80, 0xFF];
        for (var i = 0; i < mail.Length; i++)
        {
            var before = mail[i];
            foreach (var other in others)
            {
                mail[i] = other;
                ReadEverything(mail);
            }

            mail[i] = before;
        }
    }

    [Fact]
    public void Mails_put_together_from_pieces_are_read()
    {
        var pieces = Mail.Split('\n').Select(line => line + "\n").Concat(
        [
            "\r", "\n", "\0", "--", "--inner\n", "--=_outer--\n", "=?", "?=", "=", "\"", "(", ";", ":", "From ", "begin 644 x\n", "\uFEFF",
            "Content-Type: message/rfc822\n\n", "Content-Type: multipart/mixed; boundary=\"\"\n\n", "Content-Transfer-Encoding: base64\n",
        ]).ToArray();
        var mails = Gen.ListOf(Gen.Elements(pieces)).Select(list => string.Concat(list));
        Prop.ForAll(mails.ToArbitrary(), mail => ReadEverything(Encoding.UTF8.GetBytes(mail))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_bytes_are_read() => Prop.ForAll<byte[]>(bytes => ReadEverything(bytes)).QuickCheckThrowOnFailure();

    [SkippableFact]
    [Trait("Category", "Conformance")]
    public void Damaged_bounces_are_read()
    {
        // The same damage in every run: a step of a prime number of bytes walks over all of the corpus in the end.
        var number = 0;
        foreach (var file in Directory.GetFiles(Corpora.Require("bounces"), "*.eml", SearchOption.AllDirectories))
        {
            var mail = File.ReadAllBytes(file);
            for (var at = number++ % 97; at < mail.Length; at += Series.Step(997))
            {
                ReadEverything(mail.AsMemory(0, at));
                mail[at] ^= (byte)(1 << (at % 8));
                ReadEverything(mail);
            }
        }
    }

    private static void ReadEverything(ReadOnlyMemory<byte> mail)
    {
        var root = MimeReader.Read(mail);
        foreach (var entity in new[] { root }.Concat(root.Descendants()))
        {
            foreach (var header in entity.Headers)
            {
                Assert.Equal(-1, header.Value.IndexOfAny(['\r', '\n', '\0']));
                Assert.Equal(-1, header.UnfoldedValue.IndexOfAny(['\r', '\n', '\0']));
                Assert.NotEqual("", header.Name);
            }

            Assert.NotNull(entity.GetText());
            Assert.InRange(entity.GetContent().Length, 0, entity.RawBody.Length + 3);
            Assert.NotEmpty(entity.ContentType.Type);
            Assert.True(entity.Raw.Length >= entity.RawHeader.Length + entity.RawBody.Length);
            Assert.Equal(-1, (entity.FileName ?? "").IndexOfAny(['\r', '\n', '\0']));
            AssertInside(entity);
            ReadGroups(entity);
        }
    }

    private static void AssertInside(MimeEntity entity)
    {
        foreach (var part in entity.Parts)
        {
            if (entity.TransferEncoding == TransferEncoding.Identity && !part.Raw.IsEmpty)
            {
                Assert.True(entity.RawBody.Span.Overlaps(part.Raw.Span));
                Assert.True(part.Raw.Length <= entity.RawBody.Length);
            }
        }

        Assert.NotNull(entity.CollectFindings().ToString());
        Assert.InRange(entity.Preamble.Length + entity.Epilogue.Length, 0, entity.RawBody.Length);
    }

    private static void ReadGroups(MimeEntity entity)
    {
        List<MimeHeaderList> groups = [.. MimeHeaderBlock.ReadGroups(entity.GetContent())];
        Assert.All(groups, group => Assert.NotEmpty(group));
    }
}
