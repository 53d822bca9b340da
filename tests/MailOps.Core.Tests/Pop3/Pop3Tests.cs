using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Net;
using MailOps.Pop3;
using MailOps.Tests.Imap;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Pop3;

public sealed class Pop3Tests
{
    private const string Login = "S: +OK ready\nC: CAPA\nS: -ERR what\nC: USER me\nS: +OK\nC: PASS secret\nS: +OK in\n";
    private const string List = "C: UIDL\nS: +OK\nS: 1 aaa\nS: 2 b!b\nS: .\n";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(Sending.Whole)]
    [InlineData(Sending.ByByte)]
    public async Task Messages_are_read_without_their_stuffed_dots(Sending sending)
    {
        using var server = new ScriptedServer(sending, Login + List + "C: RETR 2\nS: +OK\nS: Subject: x\nS+ \\r\\n\nS: ..dot\nS: .\nC: TOP 1 0\nS: +OK\nS: A: b\nS+ \\r\\n\nS: .\nC: QUIT\nS: +OK\n");
        var session = await OpenAsync(server);
        var inbox = await session.OpenFolderAsync("INBOX", MailFolderAccess.Read, None);
        Assert.Equal(["aaa", "b!b"], await inbox.SearchAsync(MailSearch.Everything, None));
        var item = Assert.Single(await ImapTesting.ToListAsync(inbox.FetchAsync(["b!b", "gone"], MailFetch.Facts with { ContentLimit = 1000 }, None)));
        Assert.Equal("Subject: x\r\n\r\n.dot\r\n", Encoding.ASCII.GetString(item.Content.ToArray()));
        Assert.False(item.IsTruncated);
        Assert.Equal("A: b\r\n\r\n", Encoding.ASCII.GetString(Assert.Single(await ImapTesting.ToListAsync(inbox.FetchAsync(["aaa"], new MailFetch { Header = true }, None))).Header.ToArray()));
        await session.DisposeAsync();
        await server.CompletedAsync();
    }

    [Fact]
    public async Task Deleting_is_confirmed_by_the_end_of_the_session()
    {
        using var server = new ScriptedServer(Login + List + "C: DELE 1\nS: +OK\nC: QUIT\nS: +OK bye\n", Login + List + "C: DELE 1\nS: +OK\nC: QUIT\nS: -ERR some messages not removed\n");
        await (await (await OpenAsync(server)).OpenFolderAsync("INBOX", MailFolderAccess.Write, None)).DeleteAsync(["aaa", "gone"], None);
        var inbox = await (await OpenAsync(server)).OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
        await ImapTesting.FailsAsync(() => inbox.DeleteAsync(["aaa"], None), "MailOps.Pop3.Refused");
    }

    [Fact]
    public async Task Two_messages_with_one_uidl_are_never_deleted()
    {
        using var server = new ScriptedServer(Login + "C: UIDL\nS: +OK\nS: 1 same\nS: 2 same\nS: .\nHANG");
        var inbox = await (await OpenAsync(server)).OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
        await ImapTesting.FailsAsync(() => inbox.DeleteAsync(["same"], None), "MailOps.Mailbox.NotSupported");
    }

    [Fact]
    public async Task A_message_longer_than_the_limit_is_cut()
    {
        using var server = new ScriptedServer(Login + List + "C: RETR 1\nS: +OK\nS: 0123456789\nS: more\nS: .\nC: NOOP\nS: +OK\n");
        var session = await OpenAsync(server);
        var inbox = await session.OpenFolderAsync("INBOX", MailFolderAccess.Read, None);
        var item = Assert.Single(await ImapTesting.ToListAsync(inbox.FetchAsync(["aaa"], new MailFetch { ContentLimit = 5 }, None)));
        Assert.Equal(("01234", true, 18L), (Encoding.ASCII.GetString(item.Content.ToArray()), item.IsTruncated, item.Size!.Value));
        await session.PingAsync(None);
    }

    [Fact]
    public async Task A_mechanism_is_used_where_the_server_tells_of_it()
    {
        using var server = new ScriptedServer(
            $"S: +OK\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC: AUTH PLAIN\nS: +\nC: {ImapTesting.Base64("\0me\0secret")}\nS: +OK in\n");
        await OpenAsync(server);
        await server.CompletedAsync();
    }

    [Theory]
    [InlineData("S: * OK IMAP\nHANG", "MailOps.Pop3.InvalidResponse")]
    [InlineData("S: -ERR [SYS/TEMP] later\nHANG", "MailOps.Pop3.Refused")]
    [InlineData("S: +OK\nC: CAPA\nS: -ERR\nC: USER me\nS: +OK\nC: PASS secret\nS: -ERR [AUTH] no\nHANG", "MailOps.Pop3.LoginRefused")]
    public async Task What_goes_wrong_before_the_mailbox_is_told(string script, string error)
    {
        using var server = new ScriptedServer(script);
        var failure = await ImapTesting.FailsAsync(() => OpenAsync(server), error);
        Assert.DoesNotContain("secret", failure.Message);
    }

    [Fact]
    public async Task A_list_without_end_does_not_fill_the_memory()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        try
        {
            var serving = ServeWithoutEndAsync(listener);
            var store = new Pop3MailStore(new Pop3Options
            {
                Host = "127.0.0.1",
                Port = ((IPEndPoint)listener.LocalEndpoint).Port,
                Security = ConnectionSecurity.None,
                DangerousAllowCleartextAuthentication = true,
                Credential = MailCredential.WithPassword("me", "secret"),
                Timeout = TimeSpan.FromSeconds(30),
            });
            await ImapTesting.FailsAsync(() => store.OpenAsync("me", None), "MailOps.Pop3.TooLarge");
            await serving;
        }
        finally
        {
            listener.Stop();
        }
    }

    [Fact]
    public async Task Without_tls_no_password_is_sent()
    {
        using var server = new ScriptedServer("S: +OK\nC: STLS\nS: -ERR no\nHANG");
        await ImapTesting.FailsAsync(
            () => OpenAsync(server, o => o with { Security = ConnectionSecurity.StartTls, DangerousAllowCleartextAuthentication = false }), "MailOps.Pop3.Unprotected");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("x aaa")]
    [InlineData("1 a b")]
    public async Task A_list_without_sense_ends_the_conversation(string line)
    {
        using var server = new ScriptedServer(Login + "C: UIDL\nS: +OK\nS: " + line + "\nHANG");
        var session = await OpenAsync(server);
        await ImapTesting.FailsAsync(() => session.OpenFolderAsync("INBOX", MailFolderAccess.Read, None), "MailOps.Pop3.InvalidResponse");
    }

    // Greets, takes the CAPA for granted, and writes capabilities until nobody listens any more.
    private static async Task ServeWithoutEndAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var line = Encoding.ASCII.GetBytes(new string('x', 500_000) + "\r\n");
        var greeting = Encoding.ASCII.GetBytes("+OK ready\r\n+OK\r\n");
        await stream.WriteAsync(greeting, 0, greeting.Length);
        try
        {
            while (true)
            {
                await stream.WriteAsync(line, 0, line.Length);
            }
        }
        catch (IOException)
        {
            // The client has hung up, as wanted.
        }
    }

    private static Task<MailboxSession> OpenAsync(ScriptedServer server, Func<Pop3Options, Pop3Options>? change = null)
    {
        var options = new Pop3Options
        {
            Host = "127.0.0.1",
            Port = server.Port,
            Security = ConnectionSecurity.None,
            DangerousAllowCleartextAuthentication = true,
            Credential = MailCredential.WithPassword("me", "secret"),
            Timeout = TimeSpan.FromSeconds(30),
        };
        return new Pop3MailStore(change is null ? options : change(options)).OpenAsync("me", None);
    }
}
