using System;
using System.Text;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Platform;
using MailOps.Smtp;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Smtp;

public sealed class SmtpLoginTests
{
    private const string Rest = SmtpTesting.PlainTransaction;

    [Fact]
    public async Task Plain_sends_user_and_password_with_the_command()
    {
        using var server = new ScriptedServer(Hello("PLAIN LOGIN") + $"C: AUTH PLAIN {Base64("\0me\0sécret")}\nS: 235 2.7.0 ok\n" + Rest);
        await AcceptedAsync(server, MailCredential.WithPassword("me", "sécret"));
    }

    [Theory]
    [InlineData("334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6")]
    [InlineData("334 Username:", "334 Password:")]
    [InlineData("334", "334")]
    public async Task Login_answers_two_questions_whatever_their_words(string first, string second)
    {
        using var server = new ScriptedServer(
            Hello("LOGIN") + $"C: AUTH LOGIN\nS: {first}\nC: {Base64("me")}\nS: {second}\nC: {Base64("secret")}\nS: 235 ok\n" + Rest);
        await AcceptedAsync(server, MailCredential.WithPassword("me", "secret"));
    }

    [Fact]
    public async Task Mechanisms_in_the_old_notation_count_too()
    {
        using var server = new ScriptedServer(
            "S: 220 mx\nC: EHLO client.test\nS: 250-mx\nS: 250 AUTH=PLAIN\n" + $"C: AUTH PLAIN {Base64("\0me\0secret")}\nS: 235 ok\n" + Rest);
        await AcceptedAsync(server, MailCredential.WithPassword("me", "secret"));
    }

    [Fact]
    public async Task A_token_goes_as_oauthbearer_where_offered()
    {
        var start = Base64("n,a=me=2Cx@corp.example,\u0001host=127.0.0.1\u0001");
        using var server = new ScriptedServer(
            Hello("XOAUTH2 OAUTHBEARER PLAIN") + $"C: AUTH OAUTHBEARER {start.Substring(0, 48)}*\nS: 235 ok\n" + Rest);
        await AcceptedAsync(server, MailCredential.WithAccessToken("me,x@corp.example", _ => new ValueTask<string>("t0ken")));
    }

    [Fact]
    public async Task A_token_goes_as_xoauth2_where_only_that_is_offered()
    {
        using var server = new ScriptedServer(
            Hello("LOGIN XOAUTH2") + $"C: AUTH XOAUTH2 {Base64("user=me@corp.example\u0001auth=Bearer t0ken\u0001\u0001")}\nS: 235 ok\n" + Rest);
        await AcceptedAsync(server, MailCredential.WithAccessToken("me@corp.example", _ => new ValueTask<string>("t0ken")));
    }

    [Fact]
    public async Task A_long_token_waits_for_the_server_to_ask()
    {
        var token = new string('t', 2000);
        using var server = new ScriptedServer(
            Hello("XOAUTH2") + $"C: AUTH XOAUTH2\nS: 334 \nC: {Base64($"user=me\u0001auth=Bearer {token}\u0001\u0001")}\nS: 235 ok\n" + Rest);
        await AcceptedAsync(server, MailCredential.WithAccessToken("me", _ => new ValueTask<string>(token)));
    }

    [Theory]
    [InlineData("XOAUTH2", "C: \n")]
    [InlineData("OAUTHBEARER", "C: AQ==\n")]
    public async Task A_refused_token_is_told_with_the_words_of_the_server(string mechanism, string answer)
    {
        using var server = new ScriptedServer(
            Hello(mechanism) + $"C: AUTH {mechanism} *\nS: 334 {Base64("{\"status\":\"invalid_token\"}")}\n{answer}S: 535 5.7.8 no\nHANG");
        var result = await ResultAsync(server, MailCredential.WithAccessToken("me", _ => new ValueTask<string>("t0ken")));
        Assert.Equal(
            (MailOutcome.Rejected, SmtpPhase.Auth, "MailOps.Smtp.AuthenticationRejected"), (result.Outcome, result.Phase, result.Failure?.ErrorId));
        Assert.Contains("invalid_token", result.Failure!.Message);
        Assert.DoesNotContain("t0ken", result.Failure.Message);
    }

    [Theory]
    [InlineData("535 5.7.8 wrong", MailOutcome.Rejected, "MailOps.Smtp.AuthenticationRejected")]
    [InlineData("454 4.7.0 directory down", MailOutcome.Deferred, "MailOps.Smtp.AuthenticationUnavailable")]
    [InlineData("250 ok", MailOutcome.Deferred, "MailOps.Smtp.UnexpectedReply")]
    public async Task A_refused_log_in_is_final_and_a_broken_directory_is_not(string reply, MailOutcome outcome, string errorId)
    {
        using var server = new ScriptedServer(Hello("PLAIN") + $"C: AUTH PLAIN *\nS: {reply}\nHANG");
        var result = await ResultAsync(server, MailCredential.WithPassword("me", "secret"));
        Assert.Equal((outcome, SmtpPhase.Auth, errorId, reply), (result.Outcome, result.Phase, result.Failure?.ErrorId, result.Reply?.ToString()));
    }

    [Fact]
    public async Task Scram_is_preferred_and_a_server_that_does_not_know_the_password_fails()
    {
        // It says 235 without having proved anything.
        using var server = new ScriptedServer(Hello("PLAIN SCRAM-SHA-256") + "C: AUTH SCRAM-SHA-256 *\nS: 235 come in\nHANG");
        var result = await ResultAsync(server, MailCredential.WithPassword("me", "secret"));
        Assert.Equal((MailOutcome.Rejected, "MailOps.Smtp.ServerNotAuthentic"), (result.Outcome, result.Failure?.ErrorId));
    }

    [Fact]
    public async Task A_scram_challenge_that_is_none_is_broken_off()
    {
        using var server = new ScriptedServer(
            Hello("SCRAM-SHA-256") + $"C: AUTH SCRAM-SHA-256 *\nS: 334 {Base64("r=somebody else,s=AAAA,i=4096")}\nC: *\nS: 501 aborted\nHANG");
        var result = await ResultAsync(server, MailCredential.WithPassword("me", "secret"));
        Assert.Equal("MailOps.Smtp.ServerNotAuthentic", result.Failure?.ErrorId);
    }

    [Fact]
    public async Task A_server_that_asks_on_and_on_is_broken_off()
    {
        var script = Hello("LOGIN") + "C: AUTH LOGIN\nS: 334 a\nC: *\nS: 334 b\nC: *\nS: 334 c\nC: *\nS: 501 aborted\nHANG";
        using var server = new ScriptedServer(script);
        var result = await ResultAsync(server, MailCredential.WithPassword("me", "secret"));
        Assert.Equal("MailOps.Smtp.ServerNotAuthentic", result.Failure?.ErrorId);
    }

    [Fact]
    public async Task Without_a_common_mechanism_nothing_is_tried()
    {
        using var server = new ScriptedServer(Hello("XOAUTH2 GSSAPI-X CRAM-MD5") + "HANG");
        var result = await ResultAsync(server, MailCredential.WithPassword("me", "secret"));
        Assert.Equal((MailOutcome.Rejected, "MailOps.Smtp.NoCommonMechanism"), (result.Outcome, result.Failure?.ErrorId));
        Assert.Contains("CRAM-MD5", result.Failure!.Message);
    }

    [Theory]
    [InlineData("sec\0ret")]
    public async Task A_secret_that_would_forge_another_user_is_not_sent(string secret)
    {
        using var server = new ScriptedServer(Hello("PLAIN") + "HANG");
        var result = await ResultAsync(server, MailCredential.WithPassword("me", secret));
        Assert.Equal((MailOutcome.Rejected, "MailOps.Net.InvalidSecret"), (result.Outcome, result.Failure?.ErrorId));
    }

    [SkippableFact]
    public async Task Ntlm_answers_the_challenge_of_the_server_or_says_that_this_host_cannot()
    {
        // The challenge of MS-NLMP section 4.2.4.3, with the flag for a target name added, without which .NET takes none. Both sides' messages begin with NTLMSSP, NUL and a number.
        const string Challenge = "TlRMTVNTUAACAAAADAAMADgAAAA3goriASNFZ4mrze8AAAAAAAAAACQAJABEAAAABgBwFwAAAA9TAGUAcgB2AGUAcgACAAwARABvAG0AYQBpAG4AAQAMAFMAZQByAHYAZQByAAAAAAA=";
        var credential = MailCredential.WithPassword("User", "Password");
        if (!PlatformSasl.IsSupported)
        {
            using var unused = new ScriptedServer(Hello("NTLM") + "HANG");
            var refused = (await SmtpTesting.SendOneAsync(Options(unused, credential) with { Mechanism = SaslMechanism.Ntlm })).Recipients[0];
            Assert.Equal((MailOutcome.Rejected, "MailOps.Net.MechanismNeedsPowerShell7"), (refused.Outcome, refused.Failure?.ErrorId));
            return;
        }

        Skip.If(Environment.Version.Major < 9, "This runtime has no NTLM of its own, only that of the system.");
        AppContext.SetSwitch("System.Net.Security.UseManagedNtlm", true);
        using var server = new ScriptedServer(
            Hello("NTLM") + $"C: AUTH NTLM TlRMTVNTUAAB*\nS: 334 {Challenge}\nC: TlRMTVNTUAAD*\nS: 235 ok\n" + Rest);
        await AcceptedAsync(server, credential);
    }

    private static string Hello(string mechanisms) => "S: 220 mx\nC: EHLO client.test\nS: 250-mx\nS: 250 AUTH " + mechanisms + "\n";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task AcceptedAsync(ScriptedServer server, MailCredential credential)
    {
        var report = await SmtpTesting.SendOneAsync(Options(server, credential));
        await server.CompletedAsync();
        Assert.True(report.IsAccepted, report.ToString());
    }

    private static async Task<RecipientOutcome> ResultAsync(ScriptedServer server, MailCredential credential) =>
        (await SmtpTesting.SendOneAsync(Options(server, credential))).Recipients[0];

    private static SmtpOptions Options(ScriptedServer server, MailCredential credential) =>
        SmtpTesting.Options(server.Port) with { Credential = credential, DangerousAllowCleartextAuthentication = true };
}
