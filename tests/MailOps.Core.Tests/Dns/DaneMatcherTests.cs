#pragma warning disable SYSLIB0057 // The newer loader does not exist on .NET Framework, where these tests run too.
using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailOps.Dns;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Dns;

/// <summary>TLSA records against the certificate of a test server, for localhost, and the authority that signed it.</summary>
public sealed class DaneMatcherTests
{
    private static readonly X509Certificate2[] Chain = [new(TestCertificates.Server.RawData), TestCertificates.Authority];

    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(3, 0, 1)]
    [InlineData(3, 0, 2)]
    [InlineData(3, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 0, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(2, 1, 1)]
    [InlineData(2, 1, 2)]
    public void A_record_of_the_right_certificate_matches_and_any_other_does_not(int usage, int selector, int matchingType)
    {
        var named = usage == 3 ? Chain[0] : Chain[1];
        var data = Data(named, selector, matchingType);
        Assert.Equal(DaneOutcome.Match, Compare(Record(usage, selector, matchingType, data)));
        data[data.Length - 1] ^= 1;
        Assert.Equal(DaneOutcome.NoMatch, Compare(Record(usage, selector, matchingType, data)));
    }

    [Fact]
    public void Of_an_end_entity_the_name_does_not_matter() =>
        Assert.Equal(DaneOutcome.Match, new DaneMatcher(Chain, "other.example").Compare(Record(3, 1, 1, Data(Chain[0], 1, 1))));

    [Theory]
    [InlineData(new[] { "other.example" }, DaneOutcome.WrongName)]
    [InlineData(new[] { "other.example", "mx.test" }, DaneOutcome.Match)]
    [InlineData(new string[0], DaneOutcome.WrongName)]
    internal void Of_an_authority_the_name_does_matter(string[] names, DaneOutcome outcome) =>
        Assert.Equal(outcome, new DaneMatcher(Chain, names).Compare(Record(2, 1, 1, Data(Chain[1], 1, 1))));

    [Fact]
    public void The_servers_own_certificate_is_not_its_authority() =>
        Assert.Equal(DaneOutcome.NoMatch, Compare(Record(2, 0, 1, Data(Chain[0], 0, 1))));

    [Fact]
    public void An_authority_that_did_not_sign_the_certificate_proves_nothing()
    {
        using var stranger = Stranger();
        Assert.Equal(
            DaneOutcome.InvalidChain,
            new DaneMatcher([Chain[0], Chain[1], stranger], "localhost").Compare(Record(2, 0, 1, Data(stranger, 0, 1))));
    }

    [Fact]
    public void An_authority_given_whole_need_not_be_sent()
    {
        var matcher = new DaneMatcher([Chain[0]], "localhost");
        Assert.Equal(DaneOutcome.Match, matcher.Compare(Record(2, 0, 0, Chain[1].RawData)));
        Assert.Equal(DaneOutcome.NoMatch, matcher.Compare(Record(2, 0, 1, Data(Chain[1], 0, 1))));
        Assert.Equal(DaneOutcome.NoMatch, matcher.Compare(Record(2, 0, 0, [1, 2, 3])));
    }

    [Theory]
    [InlineData(0, 0, 1, 32, DaneOutcome.UnusableUsage)]
    [InlineData(1, 0, 1, 32, DaneOutcome.UnusableUsage)]
    [InlineData(4, 0, 1, 32, DaneOutcome.UnusableUsage)]
    [InlineData(3, 2, 1, 32, DaneOutcome.UnusableData)]
    [InlineData(3, 1, 3, 32, DaneOutcome.UnusableData)]
    [InlineData(3, 1, 1, 31, DaneOutcome.UnusableData)]
    [InlineData(3, 1, 2, 32, DaneOutcome.UnusableData)]
    [InlineData(3, 1, 0, 0, DaneOutcome.UnusableData)]
    internal void A_record_that_nobody_can_use_counts_as_absent(int usage, int selector, int matchingType, int length, DaneOutcome outcome)
    {
        var record = Record(usage, selector, matchingType, new byte[length]);
        Assert.Equal(outcome, Compare(record));
        Assert.False(DaneMatcher.IsUsable(record));
    }

    [SkippableFact]
    [Trait("Category", "Servers")]
    public void An_expired_certificate_satisfies_a_record_of_itself_but_not_of_its_authority()
    {
        ServerScripts.Require("openssl", "/usr/bin/openssl");
        var folder = Path.Combine(Path.GetTempPath(), "mailops-dane-" + Guid.NewGuid().ToString("N"));
        try
        {
            ServerScripts.Run("mkca", [folder, "mx.test"], new System.Collections.Generic.Dictionary<string, string> { ["KEYTYPE"] = "rsa" });
            using var expired = new X509Certificate2(Path.Combine(folder, "expired.pem"));
            using var authority = new X509Certificate2(Path.Combine(folder, "ca.pem"));
            var matcher = new DaneMatcher([expired, authority], "mx.test");
            Assert.Equal(DaneOutcome.Match, matcher.Compare(Record(3, 1, 1, Data(expired, 1, 1))));
            Assert.Equal(DaneOutcome.InvalidChain, matcher.Compare(Record(2, 1, 1, Data(authority, 1, 1))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static DaneOutcome Compare(DnsTlsaRecord record) => new DaneMatcher(Chain, "localhost").Compare(record);

    private static DnsTlsaRecord Record(int usage, int selector, int matchingType, byte[] data) =>
        new() { Name = "_25._tcp.mx.test", Usage = usage, Selector = selector, MatchingType = matchingType, AssociationData = data };

    // A SubjectPublicKeyInfo of RSA: the algorithm rsaEncryption, then the key as a bit string without unused bits.
    private static byte[] Data(X509Certificate2 certificate, int selector, int matchingType)
    {
        var part = selector == 0
            ? certificate.RawData
            : Sequence([0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00, .. Element(0x03, [0, .. certificate.PublicKey.EncodedKeyValue.RawData])]);
        using HashAlgorithm hash = matchingType == 2 ? SHA512.Create() : SHA256.Create();
        return matchingType == 0 ? [.. part] : hash.ComputeHash(part);
    }

    private static byte[] Sequence(byte[] content) => Element(0x30, content);

    private static byte[] Element(byte tag, byte[] content) => [tag, 0x82, (byte)(content.Length >> 8), (byte)content.Length, .. content];

    // The authority's certificate with another key would do, but Mono cannot make one: a copy that differs in its last octet has another signature.
    private static X509Certificate2 Stranger()
    {
        var copy = TestCertificates.Authority.RawData.ToArray();
        copy[copy.Length - 1] ^= 1;
        return new X509Certificate2(copy);
    }
}
