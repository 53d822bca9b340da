using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Domains;
using MailOps.Domains.Dane;
using MailOps.Json;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Domains;

/// <summary>TLSA records in a zone whose answers carry the AD bit, and a server with a certificate for mx.test that follows a script.</summary>
public sealed class DaneCheckerTests
{
    private const string Tls = "S: 220 mx.test\nC: EHLO client.test\nS: 250-mx.test\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nTLS\nHANG";

    [Fact]
    public async Task A_record_of_the_key_makes_the_domain_valid()
    {
        var result = await Check(Tls, (3, 1, 1, Key()), (3, 1, 1, new byte[32]));
        Assert.Equal((RecordVerdict.Valid, true, true, "DANE023"), (result.Verdict, result.Passed, result.IsSigned, result.Findings.ToString()));
        Assert.Equal([DaneRecordVerdict.Match, DaneRecordVerdict.NoMatch], result.Hosts[0].Records.Select(r => r.Verdict).OrderBy(v => v));
        Assert.StartsWith("_", result.Hosts[0].TlsaName);
        Assert.StartsWith("{\"domain\":\"corp.test\",\"verdict\":\"valid\",\"isSigned\":true,\"hosts\":[{\"host\":\"mx.test\",", MailOpsJson.Serialize(result));
    }

    [Fact]
    public async Task A_single_record_is_advised_against() => Assert.Equal("DANE024", (await Check(Tls, (3, 1, 1, Key()))).Findings.ToString());

    [Fact]
    public async Task The_whole_certificate_is_advised_against() =>
        Assert.Equal("DANE024, DANE025", (await Check(Tls, (3, 0, 0, TestCertificates.Server.RawData))).Findings.ToString());

    [Fact]
    public async Task Records_that_match_nothing_stop_the_mail_and_the_right_one_is_named()
    {
        var result = await Check(Tls, (3, 1, 1, new byte[32]));
        Assert.Equal((RecordVerdict.Invalid, "DANE020, DANE024"), (result.Verdict, result.Findings.ToString()));
        Assert.Contains("3 1 1 " + BitConverter.ToString(Key()).Replace("-", "").ToLowerInvariant(), result.Findings[0].Advice);
    }

    [Theory]
    [InlineData(1, 1, 1, 32, "DANE010")]
    [InlineData(3, 9, 1, 32, "DANE011")]
    [InlineData(3, 1, 1, 31, "DANE011")]
    [InlineData(9, 1, 1, 32, "DANE011")]
    public async Task Records_that_nobody_can_use_are_an_error(int usage, int selector, int matchingType, int length, string finding)
    {
        var result = await Check("HANG", (usage, selector, matchingType, new byte[length]));
        Assert.Equal((RecordVerdict.Invalid, "DANE012, " + finding), (result.Verdict, result.Findings.ToString()));
        Assert.Equal(DaneRecordVerdict.Unusable, Assert.Single(result.Hosts[0].Records).Verdict);
    }

    [Fact]
    public async Task An_authority_in_the_record_is_matched_by_name_and_chain()
    {
        Assert.Equal(RecordVerdict.Valid, (await Check(Tls, (2, 0, 0, TestCertificates.Authority.RawData))).Verdict);
        var other = await Check(Tls, Zone("other.test"), null, (2, 0, 0, TestCertificates.Authority.RawData));
        Assert.Equal((RecordVerdict.Invalid, "DANE020, DANE021, DANE024"), (other.Verdict, other.Findings.ToString()));
    }

    [Theory]
    [InlineData("S: 220 mx.test\nC: EHLO client.test\nS: 250 mx.test\n", RecordVerdict.Invalid, "DANE014, DANE024")]
    [InlineData("S: 220 mx.test\nC: EHLO client.test\nS: 250-mx.test\nS: 250 STARTTLS\nC: STARTTLS\nS: 454 no\n", RecordVerdict.Invalid, "DANE015, DANE024")]
    [InlineData("S: 421 busy\n", RecordVerdict.Unknown, "DANE024, DANE013")]
    [InlineData("CLOSE\n", RecordVerdict.Unknown, "DANE024, DANE013")]
    [InlineData("S: hello\n", RecordVerdict.Unknown, "DANE024, DANE013")]
    [InlineData("HANG", RecordVerdict.Unknown, "DANE024, DANE013")]
    public async Task A_server_without_tls_is_invalid_and_one_that_is_silent_unknown(string script, RecordVerdict verdict, string findings)
    {
        var result = await Check(script, (3, 1, 1, Key()));
        Assert.Equal((verdict, findings), (result.Verdict, result.Findings.ToString()));
        Assert.Equal(verdict == RecordVerdict.Unknown, result.TempError.Length > 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_of_its_own_is_signed_when_an_answer_about_it_was(bool isSigned)
    {
        var checker = new DaneChecker(new SignedResolver(Zone("mx.test").Build(), _ => isSigned), MailClock.System, new DaneCheckOptions());
        Assert.Equal(isSigned, (await checker.CheckHostAsync(new DomainName("mx.test"), CancellationToken.None)).IsSigned);
    }

    [Fact]
    public async Task Without_records_dane_is_missing()
    {
        var result = await Check("HANG", Zone("mx.test"), null);
        Assert.Equal((RecordVerdict.Missing, "DANE001"), (result.Verdict, result.Findings.ToString()));
    }

    [Fact]
    public async Task A_server_without_records_beside_one_with_them_is_a_hole()
    {
        var zone = Zone("mx.test").AddMx("corp.test", 20, "other.test");
        var result = await Check(Tls, zone, null, (3, 1, 1, Key()), (3, 1, 1, new byte[32]));
        Assert.Equal((RecordVerdict.Valid, "DANE026, DANE023"), (result.Verdict, result.Findings.ToString()));
        Assert.Contains("other.test", result.Findings[0].Message);
    }

    [Fact]
    public async Task The_records_behind_a_signed_alias_are_those_of_the_last_name()
    {
        var zone = new ZoneBuilder().AddMx("corp.test", 10, "alias.test").AddAlias("alias.test", "mx.test").AddAddress("mx.test", "127.0.0.1");
        var result = await Check(Tls, zone, null, (3, 1, 1, Key()));
        Assert.Equal(RecordVerdict.Valid, result.Verdict);
        Assert.EndsWith("._tcp.mx.test", result.Hosts[0].TlsaName);
    }

    [Theory]
    [InlineData("MX", RecordVerdict.Missing, "DANE005, DANE024")]
    [InlineData("TLSA", RecordVerdict.Missing, "DANE006")]
    public async Task What_is_not_signed_protects_nobody(string unprotected, RecordVerdict verdict, string findings)
    {
        var result = await Check(Tls, Zone("mx.test"), q => q.Type.ToString() != unprotected, (3, 1, 1, Key()));
        Assert.Equal((verdict, findings), (result.Verdict, result.Findings.ToString()));
    }

    [Fact]
    public async Task Over_a_dns_server_that_does_not_validate_nothing_is_known()
    {
        var result = await Check(Tls, Zone("mx.test"), _ => false, (3, 1, 1, Key()));
        Assert.Equal((RecordVerdict.Unknown, "DANE004", FindingSeverity.Info), (result.Verdict, result.Findings.ToString(), result.Findings.Worst));
        Assert.NotEqual("", result.TempError);
    }

    [Fact]
    public async Task A_failing_dns_is_unknown_and_a_null_mx_needs_no_records()
    {
        var failing = await Check("HANG", new ZoneBuilder().AddFailure("corp.test", DnsRecordType.MX, DnsFailureReason.Timeout), null);
        var host = await Check("HANG", new ZoneBuilder().AddMx("corp.test", 10, "mx.test").AddFailure("mx.test", DnsRecordType.A, DnsFailureReason.ServerFailure), null);
        var none = await Check("HANG", new ZoneBuilder().AddMx("corp.test", 0, "."), null);
        Assert.Equal((RecordVerdict.Unknown, "DANE002"), (failing.Verdict, failing.Findings.ToString()));
        Assert.Equal((RecordVerdict.Unknown, "DANE002"), (host.Verdict, host.Findings.ToString()));
        Assert.Equal((RecordVerdict.Missing, "DANE003"), (none.Verdict, none.Findings.ToString()));
    }

    private static byte[] Key() => Convert.FromBase64String(Hash(CertificateParts.PublicKeyInfo(TestCertificates.Server).ToArray()));

    private static string Hash(byte[] octets)
    {
        using var sha = System.Security.Cryptography.SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(octets));
    }

    private static ZoneBuilder Zone(string host) =>
        new ZoneBuilder().AddMx("corp.test", 10, host).AddAddress("mx.test", "127.0.0.1").AddAddress("other.test", "127.0.0.1");

    private static Task<DaneTestResult> Check(string script, params (int Usage, int Selector, int Type, byte[] Data)[] records) =>
        Check(script, Zone("mx.test"), null, records);

    private static async Task<DaneTestResult> Check(
        string script, ZoneBuilder zone, Func<DnsQuestion, bool>? isSigned, params (int Usage, int Selector, int Type, byte[] Data)[] records)
    {
        using var server = new ScriptedServer(script);
        var host = zone.Build().ResolveAsync("corp.test", DnsRecordType.MX, CancellationToken.None).AsTask().Result.RecordsOf<DnsMxRecord>().FirstOrDefault()?.Exchange;
        host = host == "alias.test" ? "mx.test" : host;
        foreach (var (usage, selector, type, data) in records)
        {
            zone.Add(new DnsTlsaRecord
            {
                Name = "_" + server.Port.ToString(CultureInfo.InvariantCulture) + "._tcp." + host,
                Usage = usage,
                Selector = selector,
                MatchingType = type,
                AssociationData = data,
            });
        }

        var options = new DaneCheckOptions { Port = server.Port, HeloName = "client.test", Timeout = TimeSpan.FromSeconds(script == "HANG" ? 1 : 10) };
        return await new DaneChecker(new SignedResolver(zone.Build(), isSigned ?? (_ => true)), MailClock.System, options).CheckAsync(new DomainName("corp.test"), CancellationToken.None);
    }

    /// <summary>Sets the AD bit, as a validating server does.</summary>
    private sealed class SignedResolver(IDnsResolver inner, Func<DnsQuestion, bool> isSigned) : IDnsResolver
    {
        public async ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken) =>
            await inner.ResolveAsync(question, cancellationToken) with { IsAuthenticData = isSigned(question) };
    }
}
