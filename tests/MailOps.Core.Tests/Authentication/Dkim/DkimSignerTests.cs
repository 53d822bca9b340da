using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Signing;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Authentication.Dkim;

public sealed class DkimSignerTests
{
    private const string Message =
        "Received: from here\r\nFrom: Anna <anna@corp.example>\r\nTo: bob@partner.example\r\nSubject: A  long\r\n\tsubject\r\nDate: Sun, 1 Mar 2026 12:00:00 +0000\r\n"
        + "Message-ID: <1@corp.example>\r\n\r\nHello Bob, \r\n\tthis is it.\r\n\r\n\r\n";

    private static readonly ManualClock Clock = new();

    [Theory]
    [InlineData(Canonicalization.Simple, Canonicalization.Simple)]
    [InlineData(Canonicalization.Simple, Canonicalization.Relaxed)]
    [InlineData(Canonicalization.Relaxed, Canonicalization.Simple)]
    [InlineData(Canonicalization.Relaxed, Canonicalization.Relaxed)]
    public async Task What_is_signed_verifies_whole_and_with_bare_line_feeds(Canonicalization header, Canonicalization body)
    {
        var options = new DkimSignerOptions { HeaderCanonicalization = header, BodyCanonicalization = body, Clock = Clock };
        using var signer = Signer(options);
        var signed = signer.Sign(Encoding.UTF8.GetBytes(Message)) + Message;
        Assert.Equal(DkimResult.Pass, (await Verify(signed)).Result);
        Assert.Equal(DkimResult.Pass, (await Verify(signed.Replace("\r\n", "\n"))).Result);

        var fromFile = Message.Replace("\r\n", "\n");
        Assert.Equal(signer.Sign(Encoding.UTF8.GetBytes(Message)), signer.Sign(Encoding.UTF8.GetBytes(fromFile)));
    }

    [Theory]
    [InlineData("Hello Bob", "Hello Eve", "DKIM051")]
    [InlineData("To: bob", "To: eve", "DKIM052")]
    [InlineData("Received: from here", "Received: from there", "DKIM018, DKIM022")]
    [InlineData("Subject: A", "Subject: Win!\r\nSubject: A", "DKIM052")]
    [InlineData("\r\n\r\nHello", "\r\nCc: eve@evil.example\r\n\r\nHello", "DKIM052")]
    [InlineData("\r\n\r\nHello", "\r\nReply-To: eve@evil.example\r\n\r\nHello", "DKIM052")]
    [InlineData("\r\n\r\nHello", "\r\nX-Mailer: other\r\n\r\nHello", "DKIM018, DKIM022")]
    public async Task A_change_of_what_was_signed_is_found(string old, string changed, string findings)
    {
        using var signer = Signer();
        var signed = signer.Sign(Encoding.UTF8.GetBytes(Message)) + Message;
        var verification = await Verify(ReplaceFirst(signed, old, changed), "; t=y");
        Assert.Equal(findings, verification.Signatures.Single().Findings.ToString());
        Assert.Equal(findings.StartsWith("DKIM05", StringComparison.Ordinal) ? DkimResult.Fail : DkimResult.Pass, verification.Result);
    }

    [Fact]
    public async Task The_tags_say_what_the_options_ask_for_and_lines_stay_short()
    {
        var options = new DkimSignerOptions { Identity = "anna;b=\u00fc@mail.corp.example", ValidFor = TimeSpan.FromDays(2), Clock = Clock };
        using var signer = Signer(options);
        var field = signer.Sign(Encoding.UTF8.GetBytes(Message));
        Assert.All(field.Split(["\r\n"], StringSplitOptions.None), line => Assert.True(line.Length <= 78, line));

        var signature = (await Verify(field + Message)).Signatures.Single();
        Assert.Equal(DkimResult.Pass, signature.Result);
        Assert.Equal("anna;b=\u00fc@mail.corp.example", signature.Signature.Identity);
        Assert.Equal(Clock.UtcNow, signature.Signature.SignedAt);
        Assert.Equal(Clock.UtcNow.AddDays(2), signature.Signature.ExpiresAt);
        Assert.StartsWith("From:From:Reply-To:To:To:", signature.Signature.HeaderNames, StringComparison.Ordinal);

        var later = new ManualClock(Clock.UtcNow.AddDays(3));
        var expired = await Verify(field + Message, clock: later);
        Assert.Equal((DkimResult.PermError, "DKIM049"), (expired.Result, expired.Signatures.Single().Findings.ToString()));
        var early = await Verify(field + Message, clock: new ManualClock(Clock.UtcNow.AddDays(-1)));
        Assert.Equal("DKIM018, DKIM050", early.Signatures.Single().Findings.ToString());
    }

    [Fact]
    public async Task Text_behind_a_length_passes_with_a_warning_and_a_second_From_too()
    {
        var header = SignedHeader.Read("From: anna@corp.example\r\n"u8.ToArray());
        using var hashes = new BodyHashes();
        var hash = hashes.Request(Canonicalization.Simple, 7);
        hashes.Append("Hello\r\n"u8);
        hashes.Complete();
        var field = new SignatureField("DKIM-Signature");
        foreach (var (tag, value) in new[]
        {
            ("v", "1"), ("a", "rsa-sha256"), ("d", "corp.example"), ("s", "s1"), ("h", "from"), ("l", "7"), ("bh", Convert.ToBase64String(hash.Result)), ("b", ""),
        })
        {
            field.Add(tag, value);
        }

        var signed = new OctetBuffer();
        Assert.True(HeaderSelection.TryWrite(header, "from"u8, Canonicalization.Simple, signed));
        using var key = Key();
        var text = field.Sign(signed, Canonicalization.Simple, key) + "\r\nFrom: anna@corp.example\r\n\r\nHello\r\nand more\r\n";
        var plain = await Verify(text);
        Assert.Equal((DkimResult.Pass, "DKIM054, DKIM018, DKIM059"), (plain.Result, plain.Signatures[0].Findings.ToString()));

        // The lowest From is the signed one; programs show the upper one.
        var twice = await Verify("From: ceo@corp.example\r\n" + text);
        Assert.Equal((DkimResult.Pass, "DKIM054, DKIM055, DKIM018"), (twice.Result, twice.Signatures[0].Findings.ToString()));
        var cut = await Verify(text.Replace("Hello\r\nand more\r\n", "Hell"));
        Assert.Equal((DkimResult.PermError, "DKIM048"), (cut.Result, cut.Signatures[0].Findings.ToString()));
    }

    [Fact]
    public async Task A_stream_is_signed_as_the_same_octets_in_memory()
    {
        var message = Encoding.UTF8.GetBytes(Message + string.Concat(Enumerable.Repeat("word  word\t\r\n\r\n", 20_000)));
        using var signer = Signer();
        using var stream = new MemoryStream(message);
        Assert.Equal(signer.Sign(message), await signer.SignAsync(stream, CancellationToken.None));
    }

    [Fact]
    public async Task Many_threads_sign_and_verify_at_once()
    {
        using var signer = Signer();
        var verifier = new DkimVerifier(Zone("").Build(), new DkimOptions { Clock = Clock });
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
        {
            var message = Message + i;
            var octets = Encoding.UTF8.GetBytes(signer.Sign(Encoding.UTF8.GetBytes(message)) + message);
            return (await verifier.VerifyAsync(octets, CancellationToken.None)).Result;
        })));
        Assert.All(results, r => Assert.Equal(DkimResult.Pass, r));
    }

    [Fact]
    public void What_has_no_From_is_not_signed()
    {
        using var signer = Signer();
        var error = Assert.Throws<MailOpsException>(() => signer.Sign("To: bob@partner.example\r\n\r\nHello\r\n"u8.ToArray()));
        Assert.Equal("MailOps.Dkim.NothingToSign", error.ErrorId);
    }

    private static DkimPrivateKey Key() => DkimPrivateKey.FromPem(PemText.Write("PRIVATE KEY", RsaKeyFormat.WritePrivate(TestKeys.Rsa(1024))));

    private static DkimSigner Signer(DkimSignerOptions? options = null) =>
        new("Corp.Example", "s1", Key(), options ?? new DkimSignerOptions { Clock = Clock });

    private static ZoneBuilder Zone(string tags) => new ZoneBuilder().AddTxt("s1._domainkey.corp.example", TestKeys.Record(1024) + tags);

    private static async Task<DkimVerification> Verify(string message, string tags = "", MailClock? clock = null) =>
        await new DkimVerifier(Zone(tags).Build(), new DkimOptions { Clock = clock ?? Clock }).VerifyAsync(Encoding.UTF8.GetBytes(message), CancellationToken.None);

    private static string ReplaceFirst(string text, string old, string changed)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, old);
        return text.Remove(at, old.Length).Insert(at, changed);
    }
}
