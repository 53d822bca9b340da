using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using MailOps.Tests.Authentication.Dkim;
using Xunit;

namespace MailOps.Tests.Authentication.Arc;

/// <summary>RFC 8617 clause by clause: chains that are whole but for one thing.</summary>
public sealed class ArcClauseTests
{
    private const string Message = "From: anna@corp.example\r\nTo: list@lists.example\r\nSubject: Hello\r\n\r\nHello all\r\n";

    private static readonly ZoneResolver Zone = new ZoneBuilder().AddTxt("s1._domainkey.lists.example", TestKeys.Record(1024)).Build();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public async Task A_chain_of_up_to_fifty_sets_holds(int length)
    {
        var result = await Verify(Chain(length));
        Assert.Equal((ArcResult.Pass, length), (result.Result, result.Sets.Count));
    }

    // Section 4.2.1: at most 50.
    [Fact]
    public void No_one_and_fiftieth_set_is_added()
    {
        using var sealer = Sealer();
        var sealing = sealer.Seal(Encoding.UTF8.GetBytes("Authentication-Results: lists.example; arc=pass\r\n" + Chain(50)));
        Assert.Equal((false, "ARC020"), (sealing.Changed, sealing.Findings.ToString()));
    }

    // Section 5.2 step 3, and section 4.2: each set once and whole, and none is left out.
    [Theory]
    [InlineData("ARC-Seal", 2)]
    [InlineData("ARC-Message-Signature", 2)]
    [InlineData("ARC-Authentication-Results", 2)]
    [InlineData("ARC-Message-Signature", 1)]
    [InlineData("ARC-Authentication-Results", 1)]
    [InlineData("ARC-Seal", 3)]
    [InlineData("ARC-", 1)]
    [InlineData("ARC-", 2)]
    public async Task A_chain_with_a_gap_fails(string name, int instance)
    {
        var fields = Split(Chain(3), out var rest);
        var left = fields.Where(f => !(f.StartsWith(name, StringComparison.Ordinal) && IsOf(f, instance)));
        Assert.Equal(ArcResult.Fail, (await Verify(string.Concat(left) + rest)).Result);
    }

    [Theory]
    [InlineData("ARC-Seal", 1)]
    [InlineData("ARC-Message-Signature", 1)]
    [InlineData("ARC-Message-Signature", 3)]
    [InlineData("ARC-Authentication-Results", 2)]
    public async Task A_field_that_is_there_twice_fails_the_chain(string name, int instance)
    {
        var fields = Split(Chain(3), out var rest);
        var twice = fields.SelectMany(f => f.StartsWith(name, StringComparison.Ordinal) && IsOf(f, instance) ? [f, f] : new[] { f });
        Assert.Equal(ArcResult.Fail, (await Verify(string.Concat(twice) + rest)).Result);
    }

    // Section 5.2: the order of the fields in the header is not the order of the chain.
    [Fact]
    public async Task The_fields_may_stand_in_any_order()
    {
        var fields = Split(Chain(3), out var rest);
        Assert.Equal(ArcResult.Pass, (await Verify(string.Concat(Enumerable.Reverse(fields)) + rest)).Result);
        Assert.Equal(ArcResult.Pass, (await Verify(rest.Insert(rest.IndexOf("Subject:", StringComparison.Ordinal), string.Concat(fields)))).Result);
    }

    // Section 5.2 step 4: of the message signatures only the newest must hold, of the seals all.
    [Theory]
    [InlineData("ARC-Message-Signature", 1, "b=", ArcResult.Fail)]
    [InlineData("ARC-Authentication-Results", 1, "spf=", ArcResult.Fail)]
    [InlineData("ARC-Seal", 1, " b=", ArcResult.Fail)]
    [InlineData("ARC-Seal", 3, " b=", ArcResult.Fail)]
    public async Task Every_field_of_every_set_is_sealed(string name, int instance, string before, ArcResult expected)
    {
        var fields = Split(Chain(3), out var rest);
        var at = fields.FindIndex(f => f.StartsWith(name, StringComparison.Ordinal) && IsOf(f, instance));
        var value = fields[at].IndexOf(before, StringComparison.Ordinal) + before.Length;
        fields[at] = fields[at].Remove(value, 1).Insert(value, fields[at][value] == 'A' ? "B" : "A");
        Assert.Equal(expected, (await Verify(string.Concat(fields) + rest)).Result);
    }

    // Section 5.1.2: whoever seals a broken chain says fail, and from then on it stays broken, whatever later sets claim.
    [Fact]
    public async Task A_chain_that_failed_once_has_failed_for_good()
    {
        var broken = Chain(2).Replace("Hello all", "Hello you");
        using var sealer = Sealer();
        var failed = sealer.Seal(Encoding.UTF8.GetBytes("Authentication-Results: lists.example; arc=fail\r\n" + broken));
        Assert.Contains("cv=fail", failed.Seal);
        Assert.Equal("ARC004", (await Verify(failed.Fields + broken)).Findings.ToString());

        // A set on top that pretends that all is well.
        using var liar = Sealer(ArcResult.Pass);
        Assert.False(liar.Seal(Encoding.UTF8.GetBytes("Authentication-Results: lists.example; arc=pass\r\n" + failed.Fields + broken)).Changed);
        var pretended = failed.Fields + broken + "";
        pretended = failed.Fields.Replace("i=3", "i=4").Replace("cv=fail", "cv=pass") + pretended;
        Assert.Equal(ArcResult.Fail, (await Verify(pretended)).Result);
    }

    [Theory]
    [InlineData("i=1;", "i=01;")]
    [InlineData("i=1;", "i=+1;")]
    [InlineData("i=1;", "i=0;")]
    [InlineData("i=1;", "i=1.0;")]
    [InlineData("i=1;", "")]
    [InlineData("cv=none", "cv=fail")]
    [InlineData("cv=none", "cv=")]
    [InlineData("cv=none;", "")]
    [InlineData("cv=none", "cv=none; h=from")]
    [InlineData("cv=none", "cv=none; cv=none")]
    [InlineData("d=lists.example;", "")]
    [InlineData("a=rsa-sha256", "a=rsa-md5")]
    public async Task A_seal_that_breaks_the_form_fails_the_chain(string old, string changed)
    {
        var fields = Split(Chain(1), out var rest);
        var at = fields.FindIndex(f => f.StartsWith("ARC-Seal", StringComparison.Ordinal));
        Assert.Contains(old, fields[at]);
        fields[at] = fields[at].Replace(old, changed);
        Assert.Equal(ArcResult.Fail, (await Verify(string.Concat(fields) + rest)).Result);
    }

    // Section 4.1.2: a message signature must not cover seals, since each later host adds one.
    [Fact]
    public async Task A_message_signature_over_seals_fails_the_chain()
    {
        var fields = Split(Chain(1), out var rest);
        var at = fields.FindIndex(f => f.StartsWith("ARC-Message-Signature", StringComparison.Ordinal));
        fields[at] = fields[at].Replace("h=From", "h=arc-seal:From");
        Assert.Equal("ARC003", (await Verify(string.Concat(fields) + rest)).Findings.ToString());
    }

    [Fact]
    public async Task A_message_without_any_set_has_no_chain() => Assert.Equal(ArcResult.None, (await Verify(Message)).Result);

    private static string Chain(int length)
    {
        using var sealer = Sealer();
        var message = Message;
        for (var i = 1; i <= length; i++)
        {
            var results = "Authentication-Results: lists.example; " + (i == 1 ? "" : "arc=pass; ") + "spf=pass smtp.mailfrom=corp.example\r\n";
            var sealing = sealer.Seal(Encoding.UTF8.GetBytes(results + message));
            Assert.Equal(i, sealing.Instance);
            message = sealing.Fields + message;
        }

        return message;
    }

    private static ArcSealer Sealer(ArcResult? state = null)
    {
        var key = DkimPrivateKey.FromPem(PemText.Write("PRIVATE KEY", RsaKeyFormat.WritePrivate(TestKeys.Rsa(1024))));
        return new ArcSealer("lists.example", "lists.example", "s1", key, new ArcSealerOptions { ChainState = state });
    }

    // The ARC fields, each with its folds and line end, and what stands below them.
    private static List<string> Split(string message, out string rest)
    {
        var fields = new List<string>();
        while (message.StartsWith("ARC-", StringComparison.Ordinal))
        {
            var end = 0;
            do
            {
                end = message.IndexOf("\r\n", end, StringComparison.Ordinal) + 2;
            }
            while (message[end] is ' ' or '\t');

            fields.Add(message.Substring(0, end));
            message = message.Substring(end);
        }

        rest = message;
        return fields;
    }

    private static bool IsOf(string field, int instance) => field.Contains("i=" + instance + ";");

    private static async Task<ArcVerification> Verify(string message) => await new ArcVerifier(Zone).VerifyAsync(Encoding.UTF8.GetBytes(message), CancellationToken.None);
}
