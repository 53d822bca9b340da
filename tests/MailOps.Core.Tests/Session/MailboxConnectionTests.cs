using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Intake;
using MailOps.Mailboxes;
using MailOps.Net;
using MailOps.Session;
using MailOps.Tests.Imap;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Session;

/// <summary>Real mailboxes over IMAP and POP3, as both faces open them, with the authority of a private network.</summary>
[Trait("Category", "Servers")]
public sealed class MailboxConnectionTests : IDisposable
{
    private const string Anna = "anna@example.test";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "connection-" + Guid.NewGuid().ToString("N"));
    private RealServer? _server;

    public MailboxConnectionTests() => Directory.CreateDirectory(_folder);

    public void Dispose()
    {
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task Only_the_authority_that_is_named_is_trusted_and_the_error_before_says_how()
    {
        Start("server");
        foreach (var connection in Connections())
        {
            var error = await ImapTesting.FailsAsync(() => OpenAsync(connection), "MailOps.Net.CertificateUntrusted");
            Assert.Contains("-TrustedRootPath", error.Advice, StringComparison.Ordinal);

            await OpenAsync(connection with { TrustedRootPath = CertificateOf("ca.pem") });

            // Another certificate of the same authority vouches for nothing.
            await ImapTesting.FailsAsync(() => OpenAsync(connection with { TrustedRootPath = CertificateOf("wrong.pem") }), "MailOps.Net.CertificateUntrusted");
        }
    }

    [SkippableFact]
    public async Task A_self_signed_certificate_is_its_own_authority_and_one_among_others_in_a_file()
    {
        Start("selfsigned");
        var bundle = Path.Combine(_folder, "bundle.pem");
        File.WriteAllText(
            bundle, "the office\r\n" + File.ReadAllText(CertificateOf("ca.pem")) + "# this server\n" + File.ReadAllText(CertificateOf("selfsigned.pem")));
        foreach (var connection in Connections())
        {
            await ImapTesting.FailsAsync(() => OpenAsync(connection with { TrustedRootPath = CertificateOf("ca.pem") }), "MailOps.Net.CertificateUntrusted");
            await OpenAsync(connection with { TrustedRootPath = bundle });
        }
    }

    [SkippableTheory]
    [InlineData("expired", "MailOps.Net.CertificateExpired")]
    [InlineData("wrong", "MailOps.Net.CertificateWrongName")]
    public async Task A_trusted_authority_makes_neither_an_expired_certificate_good_nor_one_of_another_host(string certificate, string error)
    {
        Start(certificate);
        foreach (var connection in Connections())
        {
            await ImapTesting.FailsAsync(() => OpenAsync(connection with { TrustedRootPath = CertificateOf("ca.pem") }), error);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\n&&&\n")]
    public void A_file_that_is_none_is_told_before_anything_is_connected(string? content)
    {
        var path = Path.Combine(_folder, "roots.pem");
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        var connection = new MailboxConnection { Host = "mail.test", Credential = MailCredential.WithPassword("me", "x"), TrustedRootPath = path };
        Assert.Equal("MailOps.Net.TrustedRootUnreadable", Assert.Throws<MailOpsException>(() => connection.CreateStore()).ErrorId);
    }

    [Fact]
    public void A_recall_remembers_the_file_and_not_the_secret()
    {
        var connection = new MailboxConnection { Host = "mail.test", Credential = MailCredential.WithPassword("me", "geheim"), TrustedRootPath = "/etc/a b.pem" };
        var reference = RecallServers.Describe(connection, "env:PW");
        Assert.Contains("roots=%2Fetc%2Fa%20b.pem", reference, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", reference, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_POP3_mailbox_is_read_and_what_is_completed_is_deleted_at_the_end_of_the_session()
    {
        Start("server");
        var imap = Connections()[0] with { TrustedRootPath = CertificateOf("ca.pem") };
        await using (var session = await imap.CreateStore().OpenAsync(Anna, None))
        {
            foreach (var id in new[] { "a@x", "b@x", "c@x" })
            {
                var text = $"From: a@b\r\nMessage-ID: <{id}>\r\n\r\n.\r\n..dots at the start\r\n" + new string('x', 5000) + "\r\n";
                await session.AppendAsync("INBOX", Encoding.ASCII.GetBytes(text), MailFlagSet.None, null, None);
            }
        }

        foreach (var security in new[] { ConnectionSecurity.StartTls, ConnectionSecurity.ImplicitTls })
        {
            var pop = imap with
            {
                Protocol = MailboxProtocol.Pop3,
                Security = security,
                Port = _server!.Port + (security == ConnectionSecurity.ImplicitTls ? 5 : 4),
            };
            var mails = await ImapTesting.ToListAsync(Intake(pop));
            Assert.All(mails, mail => Assert.Contains("\r\n\r\n.\r\n..dots", Encoding.ASCII.GetString(mail.RawMessage), StringComparison.Ordinal));
            var completion = new MailCompletion(new MailCompletionOptions { Action = MailCompletionAction.Delete });
            completion.Add(mails.First(mail => mail.MessageId != "c@x"));
            Assert.True(Assert.Single(await completion.RunAsync(whatIf: false, None)).Changed);
            Assert.Equal(mails.Count - 1, (await ImapTesting.ToListAsync(Intake(pop))).Count);
        }

        await using var after = await imap.CreateStore().OpenAsync(Anna, None);
        Assert.Single(await (await after.OpenFolderAsync("INBOX", MailFolderAccess.Read, None)).SearchAsync(new MailSearch { MessageId = "c@x" }, None));
    }

    private static IAsyncEnumerable<ReceivedMail> Intake(MailboxConnection connection) =>
        new MailIntake(connection.CreateStore(), connection.Account, Anna).ReadAsync(None);

    private static async Task OpenAsync(MailboxConnection connection)
    {
        await using var session = await connection.CreateStore().OpenAsync(Anna, None);
    }

    // IMAP with both kinds of TLS, POP3 with both.
    private List<MailboxConnection> Connections() =>
    [
        .. from offset in new[] { 1, 0, 5, 4 }
           select new MailboxConnection
           {
               Host = "localhost",
               Port = _server!.Port + offset,
               Protocol = offset > 3 ? MailboxProtocol.Pop3 : MailboxProtocol.Imap,
               Security = offset % 4 == 0 ? ConnectionSecurity.StartTls : ConnectionSecurity.ImplicitTls,
               Credential = MailCredential.WithPassword(Anna, "secret"),
           },
    ];

    private string CertificateOf(string name) => Path.Combine(_server!.TlsFolder, name);

    private void Start(string certificate)
    {
        ServerScripts.Require("Dovecot", "/usr/sbin/dovecot");
        ServerScripts.Require("Dovecot's POP3", "/usr/lib/dovecot/pop3");
        _server = RealServer.Start(
            "dovecot-up", new Dictionary<string, string> { ["USERS"] = "anna:secret", ["CERT"] = certificate, ["POP3"] = "yes" });
    }
}
