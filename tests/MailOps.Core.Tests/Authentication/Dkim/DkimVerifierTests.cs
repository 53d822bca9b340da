using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Authentication.Dkim;

public sealed class DkimVerifierTests
{
    private const string AnySignature =
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; d=corp.example; s=s1; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n";

    [Fact]
    public async Task A_message_without_a_signature_is_none()
    {
        var verification = await Verify("From: a@corp.example\r\n\r\nHello\r\n", new ZoneBuilder());
        Assert.Equal(DkimResult.None, verification.Result);
        Assert.Empty(verification.Signatures);
    }

    [Fact]
    public async Task A_key_that_does_not_exist_is_a_lasting_error_and_a_silent_server_a_passing_one()
    {
        var message = AnySignature + "From: a@corp.example\r\n\r\nHello\r\n";
        var missing = await Verify(message, new ZoneBuilder());
        Assert.Equal(DkimResult.PermError, missing.Result);
        Assert.Equal("DKIM003", missing.Signatures[0].Findings.ToString());

        var silent = await Verify(message, new ZoneBuilder().AddFailure("s1._domainkey.corp.example", DnsRecordType.TXT, DnsFailureReason.Timeout));
        Assert.Equal(DkimResult.TempError, silent.Result);
        Assert.Equal("DKIM002", silent.Signatures[0].Findings.ToString());
    }

    [Fact]
    public async Task Of_a_thousand_signatures_the_first_are_looked_at_and_the_rest_is_told()
    {
        var message = string.Concat(Enumerable.Repeat(AnySignature, 1000)) + "From: a@corp.example\r\n\r\nHello\r\n";
        var verification = await Verify(message, new ZoneBuilder());
        Assert.Equal(20, verification.Signatures.Count);
        Assert.Equal("DKIM056", verification.Findings.ToString());
    }

    [Fact]
    public async Task A_header_without_end_is_not_kept_in_memory()
    {
        using var endless = new EndlessHeader();
        var options = new DkimOptions { MaxHeaderLength = 200_000 };
        var verification = await new DkimVerifier(new ZoneBuilder().Build(), options).VerifyAsync(endless, CancellationToken.None);
        Assert.Equal(DkimResult.PermError, verification.Result);
        Assert.Equal("DKIM058", verification.Findings.ToString());
        Assert.InRange(endless.Given, 200_000, 1_000_000);
    }

    [Fact]
    public async Task Ten_thousand_names_over_ten_thousand_fields_end_soon()
    {
        // The hash is that of an empty body in relaxed form, so that the header is looked at.
        var names = string.Join(":", Enumerable.Repeat("a", 10_000)) + ":from";
        var message = "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=corp.example; s=s1; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA; h=" + names + "\r\n"
            + string.Concat(Enumerable.Repeat("b: c\r\n", 10_000)) + "From: a@corp.example\r\n\r\n";
        var zone = new ZoneBuilder().AddTxt("s1._domainkey.corp.example", TestKeys.Record(2048));
        var verification = await Verify(message, zone);
        Assert.Equal(DkimResult.PermError, verification.Result);
        Assert.Equal("DKIM042", verification.Signatures[0].Findings.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("\n\n\n")]
    [InlineData("DKIM-Signature")]
    [InlineData("DKIM-Signature:")]
    [InlineData("DKIM-Signature: ;;;\r\n\r\n")]
    [InlineData("DKIM-Signature: v=1; b=;\r\n x\r\n\r\n")]
    [InlineData(":\r\n\r\n")]
    public async Task Never_throws_on_what_is_no_message(string text)
    {
        var fromMemory = await Verify(text, new ZoneBuilder());
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var fromStream = await new DkimVerifier(new ZoneBuilder().Build()).VerifyAsync(stream, CancellationToken.None);
        Assert.Equal(fromMemory.Result, fromStream.Result);
        Assert.NotEqual(DkimResult.Pass, fromMemory.Result);
    }

    private static async Task<DkimVerification> Verify(string message, ZoneBuilder zone) =>
        await new DkimVerifier(zone.Build()).VerifyAsync(Encoding.UTF8.GetBytes(message), CancellationToken.None);

    private sealed class EndlessHeader : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++)
            {
                buffer[offset + i] = (byte)"x: y\r\n"[(int)((Given + i) % 6)];
            }

            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
