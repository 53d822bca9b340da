using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Imap;
using MailOps.Mailboxes;
using MailOps.Net;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Imap;

/// <summary>Servers that break the protocol, by mistake or on purpose.</summary>
public sealed class ImapHostileTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_greeting_that_never_ends_is_cut_off()
    {
        using var server = new EndlessServer("* OK ", "x");
        await ImapTesting.FailsAsync(() => OpenAsync(server.Port), "MailOps.Net.LineTooLong");
    }

    [Fact]
    public async Task A_greeting_that_never_comes_is_given_up()
    {
        using var server = new ScriptedServer("HANG");
        var error = await ImapTesting.FailsAsync(
            () => ImapTesting.OpenAsync(server, o => o with { Timeouts = ImapTimeouts.Default with { Greeting = TimeSpan.FromMilliseconds(50) } }),
            "MailOps.Net.Timeout");
        Assert.Equal(MailOpsErrorKind.Timeout, error.Kind);
    }

    [Theory]
    [InlineData("* BYE too many", "MailOps.Imap.GreetingRefused")]
    [InlineData("* PREAUTH you are somebody", "MailOps.Imap.GreetingRefused")]
    [InlineData("220 mx ESMTP", "MailOps.Imap.InvalidResponse")]
    [InlineData("+OK POP3", "MailOps.Imap.InvalidResponse")]
    [InlineData("", "MailOps.Imap.InvalidResponse")]
    public async Task Another_greeting_ends_the_conversation(string greeting, string error)
    {
        using var server = new ScriptedServer("S+ " + greeting + "\\r\\n\nHANG");
        await ImapTesting.FailsAsync(() => ImapTesting.OpenAsync(server), error);
    }

    [Theory]
    [InlineData("4294967296")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999999")]
    public async Task A_literal_of_gigabytes_is_refused_at_once(string size)
    {
        using var server = new ScriptedServer(
            ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select() + "C: A3 UID FETCH *\nS: * 1 FETCH (UID 4 RFC822.SIZE 5 BODY[]<0> {" + size + "}\nHANG");
        var folder = await ImapTesting.SelectAsync(server);
        await ImapTesting.FailsAsync(
            () => ImapTesting.ToListAsync(folder.FetchAsync(["4"], new MailFetch { ContentLimit = 100 }, None)), "MailOps.Imap.LiteralTooLarge");
    }

    [Fact]
    public async Task A_literal_that_is_announced_and_never_comes_is_given_up()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select() + "C: A3 UID FETCH *\nS: * 1 FETCH (UID 4 RFC822.SIZE 5 BODY[]<0> {5}\nHANG");
        var session = await ImapTesting.OpenAsync(server, o => o with { Timeouts = ImapTimeouts.Default with { Command = TimeSpan.FromSeconds(1) } });
        var folder = await session.OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
        await ImapTesting.FailsAsync(
            () => ImapTesting.ToListAsync(folder.FetchAsync(["4"], new MailFetch { ContentLimit = 100 }, None)), "MailOps.Net.Timeout");
        Assert.False(session.IsUsable);
    }

    [Fact]
    public async Task A_stream_gets_no_more_than_was_asked_for()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select() + "C: A3 UID FETCH *\nS: * 1 FETCH (UID 4 BODY[]<0> {50}\nS: " + new string('x', 60) + "\nHANG");
        var folder = await ImapTesting.SelectAsync(server);
        using var stream = new MemoryStream();
        await ImapTesting.FailsAsync(() => folder.CopyToAsync("4", MailSection.Whole, stream, 0, 10, None), "MailOps.Imap.LiteralTooLarge");
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public async Task A_flood_of_responses_nobody_asked_for_ends()
    {
        using var server = new EndlessServer("* OK hi\r\n", "* OK [ALERT] again\r\n");
        await ImapTesting.FailsAsync(() => OpenAsync(server.Port), "MailOps.Imap.Flood");
    }

    [Fact]
    public async Task A_flood_of_messages_nobody_asked_for_ends()
    {
        var script = ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select() + "C: A3 UID FETCH *\n"
            + string.Concat(Enumerable.Repeat("S: * 1 FETCH (UID 4 FLAGS ())\n", 30)) + "HANG";
        using var server = new ScriptedServer(script);
        var session = await ImapTesting.OpenAsync(server, o => o with { Limits = ImapLimits.Default with { MaxUnsolicited = 20 } });
        var folder = await session.OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
        await ImapTesting.FailsAsync(
            () => ImapTesting.ToListAsync(folder.FetchAsync(["4"], new MailFetch { Flags = true }, None)), "MailOps.Imap.Flood");
    }

    [Fact]
    public async Task A_listing_without_end_is_cut_off()
    {
        var script = ImapTesting.Login("IDLE") + "C: A2 LIST *\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"S: * LIST () \"/\" f{i}\n")) + "HANG";
        using var server = new ScriptedServer(script);
        var session = await ImapTesting.OpenAsync(server, o => o with { Limits = ImapLimits.Default with { MaxFolders = 20 } });
        await ImapTesting.FailsAsync(() => session.ListFoldersAsync(None), "MailOps.Imap.Flood");
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 4 RFC822.SIZE ((((")]
    [InlineData("* 1 FETCH (UID x)")]
    [InlineData("A9 OK who asked")]
    [InlineData("A3 MAYBE")]
    [InlineData("rubbish")]
    public async Task What_is_no_response_ends_the_conversation(string line)
    {
        using var server = new ScriptedServer(ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select() + "C: A3 UID FETCH *\nS: " + line + "\nHANG");
        var folder = await ImapTesting.SelectAsync(server);
        await ImapTesting.FailsAsync(
            () => ImapTesting.ToListAsync(folder.FetchAsync(["4"], MailFetch.Facts, None)), "MailOps.Imap.InvalidResponse");
    }

    [Fact]
    public async Task A_search_that_finds_four_thousand_million_messages_is_refused()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select() + "C: A3 UID SEARCH RETURN (ALL) ALL\nS: * ESEARCH (TAG \"A3\") UID ALL 1:4294967295\nHANG");
        var folder = await ImapTesting.SelectAsync(server);
        await ImapTesting.FailsAsync(() => folder.SearchAsync(MailSearch.Everything, None), "MailOps.Imap.InvalidResponse");
    }

    [Fact]
    public async Task A_folder_without_uidvalidity_is_not_opened()
    {
        using var server = new ScriptedServer(ImapTesting.Login("IDLE") + "C: A2 SELECT \"INBOX\"\nS: * 3 EXISTS\nS: A2 OK [READ-WRITE] x\nHANG");
        await ImapTesting.FailsAsync(() => ImapTesting.SelectAsync(server), "MailOps.Imap.InvalidResponse");
    }

    [Fact]
    public async Task A_new_uidvalidity_stops_everything_before_it_is_sent()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select() + "C: A3 NOOP\nS: * OK [UIDVALIDITY 78] rebuilt\nS: A3 OK\nHANG");
        var session = await ImapTesting.OpenAsync(server);
        var folder = await session.OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
        await session.PingAsync(None);
        await ImapTesting.FailsAsync(() => folder.MoveAsync(["4"], "Done", None), "MailOps.Mailbox.FolderReplaced");
        await ImapTesting.FailsAsync(() => folder.DeleteAsync(["4"], None), "MailOps.Mailbox.FolderReplaced");
        await ImapTesting.FailsAsync(() => folder.ChangeFlagsAsync(["4"], MailFlagSet.Of(MailFlags.Seen), MailFlagSet.None, None), "MailOps.Mailbox.FolderReplaced");
    }

    [Fact]
    public async Task A_new_uidvalidity_in_the_middle_of_a_fetch_ends_it()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select()
            + "C: A3 UID FETCH *\nS: * 1 FETCH (UID 4 FLAGS ())\nS: * OK [UIDVALIDITY 78] rebuilt\nS: * 2 FETCH (UID 5 FLAGS ())\nS: A3 OK\nHANG");
        var folder = await ImapTesting.SelectAsync(server);
        List<string> seen = [];
        await ImapTesting.FailsAsync(
            async () =>
            {
                await foreach (var item in folder.FetchAsync(["4", "5"], new MailFetch { Flags = true }, None))
                {
                    seen.Add(item.Uid);
                }
            },
            "MailOps.Mailbox.FolderReplaced");
        Assert.Equal(["4"], seen);
    }

    [Fact]
    public async Task A_message_known_under_another_uidvalidity_is_not_touched()
    {
        using var server = new ScriptedServer(ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select());
        var session = await ImapTesting.OpenAsync(server);
        var error = await ImapTesting.FailsAsync(() => session.OpenFolderAsync("INBOX", MailFolderAccess.Write, 76, None), "MailOps.Mailbox.FolderReplaced");
        Assert.Contains("76", error.Message);
    }

    [Fact]
    public async Task A_folder_that_was_deleted_meanwhile_is_told_as_such()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login(ImapTesting.Modern) + "C: A2 SELECT *\nS: A2 NO [NONEXISTENT] gone\n"
            + ImapTesting.Select("A3") + "C: A4 UID MOVE 4 \"Away\"\nS: A4 NO [TRYCREATE] no such folder\nC: A5 UID MOVE 4 \"Away\"\nS: * BYE folder deleted under us\nHANG");
        var session = await ImapTesting.OpenAsync(server);
        await ImapTesting.FailsAsync(() => session.OpenFolderAsync("x", MailFolderAccess.Write, None), "MailOps.Mailbox.FolderNotFound");
        var folder = await session.OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
        await ImapTesting.FailsAsync(() => folder.MoveAsync(["4"], "Away", None), "MailOps.Mailbox.FolderNotFound");
        await ImapTesting.FailsAsync(() => folder.MoveAsync(["4"], "Away", None), "MailOps.Imap.Closing");
        Assert.False(session.IsUsable);
        await ImapTesting.FailsAsync(() => folder.DeleteAsync(["4"], None), "MailOps.Mailbox.FolderClosed");
    }

    [Fact]
    public async Task A_folder_that_may_only_be_read_is_not_opened_for_writing()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login("IDLE") + "C: A2 SELECT \"INBOX\"\nS: * 3 EXISTS\nS: * OK [UIDVALIDITY 7] x\nS: A2 OK [READ-ONLY] x\nHANG");
        await ImapTesting.FailsAsync(() => ImapTesting.SelectAsync(server), "MailOps.Mailbox.ReadOnly");
    }

    [Fact]
    public async Task Clear_text_behind_starttls_is_not_believed()
    {
        using var server = new ScriptedServer(
            "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] x\nC: A1 STARTTLS\nS: A1 OK go\nS: * CAPABILITY IMAP4rev1 AUTH=PLAIN\nHANG");
        await ImapTesting.FailsAsync(
            () => ImapTesting.OpenAsync(server, o => o with { Security = ConnectionSecurity.StartTls }), "MailOps.Imap.StartTlsInjection");
    }

    [Fact]
    public async Task Without_tls_no_password_is_sent()
    {
        using var stripped = new ScriptedServer("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\nHANG");
        await ImapTesting.FailsAsync(
            () => ImapTesting.OpenAsync(stripped, o => o with { Security = ConnectionSecurity.StartTls }), "MailOps.Imap.StartTlsNotOffered");
        using var clear = new ScriptedServer("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\nHANG");
        await ImapTesting.FailsAsync(
            () => ImapTesting.OpenAsync(clear, o => o with { DangerousAllowCleartextAuthentication = false }), "MailOps.Imap.CleartextAuthentication");
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_ends_at_once_and_closes_the_session()
    {
        using var server = new ScriptedServer(ImapTesting.Login("IDLE") + ImapTesting.Select() + "C: A3 IDLE\nS: + idling\nHANG");
        var session = await ImapTesting.OpenAsync(server);
        var folder = await session.OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
        using var stop = new CancellationTokenSource();
        var wait = folder.WaitAsync(TimeSpan.FromHours(1), stop.Token);
        await server.Hanging;
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.False(session.IsUsable);
    }

    [Fact]
    public async Task A_transcript_keeps_neither_secrets_nor_contents()
    {
        using var text = new StringWriter();
        using var transcript = new ProtocolTranscript(text);
        using var server = new ScriptedServer(
            ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select()
            + "C: A3 UID FETCH *\nS: * 1 FETCH (UID 4 RFC822.SIZE 6 BODY[]<0> \"privat\")\nS: A3 OK\nC: A4 APPEND *\nC: privat\nS: A4 OK\n");
        var session = await ImapTesting.OpenAsync(server, o => o with { Transcript = transcript });
        var folder = await session.OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
        Assert.Single(await ImapTesting.ToListAsync(folder.FetchAsync(["4"], new MailFetch { ContentLimit = 100 }, None)));
        await session.AppendAsync("INBOX", Encoding.ASCII.GetBytes("privat"), MailFlagSet.None, null, None);
        Assert.Contains("LOGIN ****", text.ToString());
        Assert.DoesNotContain("privat", text.ToString());
        Assert.DoesNotContain("\"secret\"", text.ToString());
    }

    private static Task<MailboxSession> OpenAsync(int port) => new ImapMailStore(ImapTesting.Options(port)).OpenAsync("me", None);

    /// <summary>Sends one text, then another one for ever.</summary>
    private sealed class EndlessServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public EndlessServer(string first, string then)
        {
            _listener.Start();
            _ = Task.Run(() => ServeAsync(first, then));
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Stop();

        private async Task ServeAsync(string first, string then)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var start = Encoding.ASCII.GetBytes(first);
                await stream.WriteAsync(start, 0, start.Length);
                var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(then, 1000)));
                while (true)
                {
                    await stream.WriteAsync(block, 0, block.Length);
                }
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // The client has had enough, as it should.
            }
        }
    }
}
