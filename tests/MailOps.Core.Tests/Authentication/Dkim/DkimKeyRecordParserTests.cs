using System;
using System.Linq;
using System.Text;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;
using Xunit;

namespace MailOps.Tests.Authentication.Dkim;

public sealed class DkimKeyRecordParserTests
{
    // The key of RFC 8463 appendix A.2
    private const string Ed25519Key = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    [Fact]
    public void Reads_an_ed25519_key_with_all_its_tags()
    {
        var analysis = DkimKeyRecordParser.Parse("v=DKIM1; k=ed25519; h=sha256; s=email:other; t=y:s; n=made by hand; p=" + Ed25519Key);
        Assert.True(analysis.IsValid);
        Assert.Equal("DKIM022", analysis.Findings.ToString());
        var record = analysis.Record!;
        Assert.Equal((DkimKeyType.Ed25519, 256, true, true), (record.KeyType, record.KeySize, record.IsTesting, record.IsStrict));
        Assert.Equal("made by hand", record.Notes);
        Assert.True(record.IsUsableForMail);
    }

    [Theory]
    [InlineData("v=spf1 -all", "DKIM010")]
    [InlineData("hello", "DKIM010")]
    [InlineData("", "DKIM010")]
    [InlineData("v=DKIM1; p=", "DKIM014")]
    [InlineData("v=DKIM1; k=rsa", "DKIM013")]
    [InlineData("v=DKIM1; k=ecdsa; p=AAAA", "DKIM016")]
    [InlineData("v=DKIM1; p=AAAA", "DKIM015")]
    [InlineData("v=DKIM1; p=not base64!", "DKIM015")]
    [InlineData("v=DKIM1; p=; oops", "DKIM028, DKIM014")]
    [InlineData("v=DKIM1; k=ed25519; p=AAAA", "DKIM015")]
    public void Says_what_is_wrong(string record, string findings) => Assert.Equal(findings, DkimKeyRecordParser.Parse(record).Findings.ToString());

    [Fact]
    public void A_revoked_key_is_a_valid_record_that_signs_nothing()
    {
        var analysis = DkimKeyRecordParser.Parse("v=DKIM1; p=");
        Assert.True(analysis.IsValid);
        Assert.True(analysis.Record!.IsRevoked);
        Assert.False(analysis.Record.IsUsableForMail);
    }

    [Fact]
    public void Never_throws_on_any_text_and_keeps_its_findings_few()
    {
        var random = new Random(20260302);
        var alphabet = "vkphstng=;: \t\r\nDKIM1rsaed25519sha256*AQABMIGf+/\\\"\u00e4\ud800";
        for (var round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder(round % 3 == 0 ? "v=DKIM1; p=MIG" : "");
            for (var i = random.Next(60); i > 0; i--)
            {
                text.Append(alphabet[random.Next(alphabet.Length)]);
            }

            Assert.True(DkimKeyRecordParser.Parse(text.ToString()).Findings.Count <= 40);
        }

        Assert.True(DkimKeyRecordParser.Parse(string.Concat(Enumerable.Range(0, 3000).Select(i => "t" + i + "=;"))).Findings.Count <= 40);
        Assert.Equal("DKIM010", DkimKeyRecordParser.Parse(new string('p', 1_000_000)).Findings.ToString());
    }

    [Fact]
    public void Never_throws_on_any_octets_that_should_be_a_key()
    {
        var random = new Random(20260303);
        var right = RsaKeyFormat.WritePublic(new() { Modulus = [.. Enumerable.Repeat((byte)0xA5, 128)], Exponent = [1, 0, 1] });
        Assert.True(RsaKeyFormat.TryReadPublic(right, out var read));
        Assert.Equal(1024, RsaKeyFormat.BitLength(read.Modulus!));
        var refused = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var octets = (byte[])right.Clone();
            for (var i = random.Next(4); i >= 0; i--)
            {
                octets[random.Next(round % 2 == 0 ? 36 : octets.Length)] = (byte)random.Next(256);
            }

            refused += RsaKeyFormat.TryReadPublic(octets.AsSpan(0, random.Next(octets.Length + 1)), out _) ? 0 : 1;
            refused += RsaKeyFormat.TryReadPrivate(octets, out _) ? 0 : 1;
        }

        Assert.InRange(refused, 20_000, 40_000);
    }

    [Theory]
    [InlineData("AQI=", 2)]
    [InlineData(" A Q\r\n\tI = ", 2)]
    [InlineData("AQI", 2)]
    [InlineData("AQID", 3)]
    [InlineData("AQ==", 1)]
    public void Reads_base64_with_white_space_in_it(string text, int length) => Assert.Equal(length, Base64Text.Decode(Encoding.ASCII.GetBytes(text))!.Length);

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("A")]
    [InlineData("A=Q=")]
    [InlineData("AQ=")]
    [InlineData("AQID=")]
    [InlineData("AQ-_")]
    public void Takes_nothing_for_base64_that_is_none(string text) => Assert.Null(Base64Text.Decode(Encoding.ASCII.GetBytes(text)));
}
