using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Net;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Imap;

public sealed class ImapSessionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_master_user_names_the_mailbox_as_authorisation_id()
    {
        using var server = new ScriptedServer(
            "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN] x\n"
            + $"C: A1 AUTHENTICATE PLAIN {ImapTesting.Base64("alice\0me\0secret")}\nS: A1 OK [CAPABILITY IMAP4rev1] in\n");
        var session = await ImapTesting.OpenAsync(server, mailbox: "alice");
        Assert.Equal("alice", session.Mailbox);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_master_user_with_a_separator_logs_in_as_both()
    {
        using var server = new ScriptedServer("S: * OK [CAPABILITY IMAP4rev1] x\nC: A1 LOGIN \"alice*me\" \"secret\"\nS: A1 OK in\nC: A2 CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: A2 OK\n");
        await ImapTesting.OpenAsync(server, o => o with { MasterSeparator = "*" }, "alice");
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_log_in_that_cannot_act_for_others_is_not_tried_for_them()
    {
        using var server = new ScriptedServer("S: * OK [CAPABILITY IMAP4rev1 AUTH=LOGIN] x\nHANG");
        await ImapTesting.FailsAsync(() => ImapTesting.OpenAsync(server, mailbox: "alice"), "MailOps.Imap.NoCommonMechanism");
    }

    [Fact]
    public async Task A_token_of_an_application_is_used_for_the_mailbox()
    {
        using var server = new ScriptedServer(
            "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] x\n"
            + $"C: A1 AUTHENTICATE XOAUTH2 {ImapTesting.Base64("user=alice\u0001auth=Bearer t0ken\u0001\u0001")}\nS: A1 OK [CAPABILITY IMAP4rev1] in\n");
        await ImapTesting.OpenAsync(server, o => o with { Credential = MailCredential.WithAccessToken("app", _ => new ValueTask<string>("t0ken")) }, "alice");
        await server.CompletedAsync();
    }

    [Fact]
    public async Task Without_initial_responses_the_secret_waits_for_the_server_to_ask()
    {
        using var server = new ScriptedServer(
            "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\nC: A1 AUTHENTICATE PLAIN\nS: + \n"
            + $"C: {ImapTesting.Base64("\0me\0secret")}\nS: A1 OK [CAPABILITY IMAP4rev1] in\n");
        await ImapTesting.OpenAsync(server);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_refused_log_in_tells_the_words_of_the_server_and_not_the_secret()
    {
        using var server = new ScriptedServer(
            "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] x\nC: A1 AUTHENTICATE PLAIN *\nS: A1 NO [AUTHENTICATIONFAILED] go away\nHANG");
        var error = await ImapTesting.FailsAsync(() => ImapTesting.OpenAsync(server), "MailOps.Imap.AuthenticationRejected");
        Assert.Equal(MailOpsErrorKind.AccessDenied, error.Kind);
        Assert.Contains("go away", error.Message);
        Assert.DoesNotContain("secret", error.Message);
    }

    [Fact]
    public async Task Passwords_that_need_a_literal_wait_for_the_server()
    {
        using var server = new ScriptedServer(
            "S: * OK [CAPABILITY IMAP4rev1] x\nC: A1 LOGIN \"me\" {4}\nS: + go\nC: pä1\nS: A1 OK [CAPABILITY IMAP4rev1] in\n");
        await ImapTesting.OpenAsync(server, o => o with { Credential = MailCredential.WithPassword("me", "pä1") });
        await server.CompletedAsync();
    }

    [Theory]
    [InlineData(Sending.Whole)]
    [InlineData(Sending.ByByte)]
    public async Task Folders_of_others_are_not_listed(Sending sending)
    {
        using var server = new ScriptedServer(
            sending,
            ImapTesting.Login(ImapTesting.Modern + " SPECIAL-USE LIST-EXTENDED") + "C: A2 NAMESPACE\nS: * NAMESPACE ((\"\" \"/\")) ((\"Other/\" \"/\")) ((\"Public/\" \"/\"))\nS: A2 OK\n"
            + "C: A3 LIST \"\" \"*\" RETURN (SPECIAL-USE)\nS: * LIST (\\Sent) \"/\" Sent\nS: * LIST () \"/\" Inbox\nS: * LIST () \"/\" Other/bob\nS: * LIST () \"/\" {12}\nS: Public/board\n"
            + "S: * LIST () \"/\" \"Entw&APw-rfe \\\"x\\\"\"\nS: A3 OK\n");
        var folders = await (await ImapTesting.OpenAsync(server)).ListFoldersAsync(None);
        Assert.Equal(["INBOX", "Entwürfe \"x\"", "Sent"], folders.Select(f => f.Name));
        Assert.Equal([MailFolderUse.Inbox, MailFolderUse.None, MailFolderUse.Sent], folders.Select(f => f.Use));
        await server.CompletedAsync();
    }

    [Fact]
    public async Task With_a_prefix_the_inbox_is_listed_too()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login("NAMESPACE") + "C: A2 NAMESPACE\nS: * NAMESPACE ((\"INBOX.\" \".\")) NIL NIL\nS: A2 OK\n"
            + "C: A3 LIST \"\" \"INBOX.*\"\nS: * LIST () \".\" INBOX.a\nS: A3 OK\nC: A4 LIST \"\" \"INBOX\"\nS: * LIST () \".\" INBOX\nS: A4 OK\n");
        var folders = await (await ImapTesting.OpenAsync(server)).ListFoldersAsync(None);
        Assert.Equal(["INBOX", "INBOX.a"], folders.Select(f => f.Name));
    }

    [Fact]
    public async Task Reading_opens_with_examine_and_peeks()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select(command: "EXAMINE")
            + "C: A3 UID FETCH 4,6 (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (Message-ID)])\n"
            + "S: * 2 FETCH (FLAGS (\\Seen))\nS: * 1 FETCH (UID 4 FLAGS () INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 9 BODY[HEADER.FIELDS (MESSAGE-ID)] {19}\nS+ Message-ID: <a@b>\\r\\n\nS: )\n"
            + "S: * 3 EXPUNGE\nS: A3 OK\n");
        var folder = await ImapTesting.SelectAsync(server, MailFolderAccess.Read);
        Assert.Equal((77L, 3L, 9L), (folder.State.UidValidity, folder.State.MessageCount, folder.State.UidNext));
        var items = await ImapTesting.ToListAsync(folder.FetchAsync(["6", "4"], MailFetch.Facts with { HeaderFields = new TextList(["Message-ID"]) }, None));
        var item = Assert.Single(items);
        Assert.Equal(("4", "Message-ID: <a@b>\r\n"), (item.Uid, Encoding.ASCII.GetString(item.Header.ToArray())));
        await ImapTesting.FailsAsync(() => folder.DeleteAsync(["4"], None), "MailOps.Mailbox.ReadOnly");
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_message_goes_into_a_stream_in_pieces_of_any_size()
    {
        using var server = new ScriptedServer(
            Sending.ByByte,
            ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select()
            + "C: A3 UID FETCH 4 (UID BODY.PEEK[])\nS: * 1 FETCH (BODY[] {12}\nS+ Subject: a\\r\\n\nS: \nS: UID 4)\nS: A3 OK\n".Replace("S: \nS: UID", "S:  UID")
            + "C: A4 UID FETCH 4 (UID BODY.PEEK[1.2]<5.3>)\nS: * 1 FETCH (UID 4 BODY[1.2]<5> \"abc\")\nS: A4 OK\nC: A5 UID FETCH 5 (UID BODY.PEEK[TEXT])\nS: A5 OK\n");
        var folder = await ImapTesting.SelectAsync(server);
        using var stream = new MemoryStream();
        Assert.Equal(12, await folder.CopyToAsync("4", MailSection.Whole, stream, 0, null, None));
        Assert.Equal(3, await folder.CopyToAsync("4", MailSection.Part("1.2"), stream, 5, 3, None));
        Assert.Equal("Subject: a\r\nabc", Encoding.ASCII.GetString(stream.ToArray()));
        await ImapTesting.FailsAsync(() => folder.CopyToAsync("5", MailSection.Body, stream, 0, null, None), "MailOps.Mailbox.MessageGone");
        await server.CompletedAsync();
    }

    [Fact]
    public async Task Searching_uses_short_answers_where_they_are_offered()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select()
            + "C: A3 UID SEARCH RETURN (ALL) HEADER \"Message-ID\" \"a*\\\"b@c\" KEYWORD $Forwarded UNSEEN SINCE 1-Mar-2026\nS: * ESEARCH (TAG \"A3\") UID ALL 7:5\nS: A3 OK\n");
        var folder = await ImapTesting.SelectAsync(server);
        var found = await folder.SearchAsync(
            new MailSearch
            {
                MessageId = "<a*\"b@c>",
                Lacks = MailFlagSet.Of(MailFlags.Seen),
                Has = MailFlagSet.Of(MailFlags.None, MailFlagSet.Forwarded),
                Since = new DateTime(2026, 3, 1),
            },
            None);
        Assert.Equal(["5", "6", "7"], found);
    }

    [Fact]
    public async Task Moving_tells_where_each_message_went()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select()
            + "C: A3 UID MOVE 4:5 \"Done\"\nS: * OK [COPYUID 88 4:5 21:22] x\nS: * 1 EXPUNGE\nS: * 1 EXPUNGE\nS: A3 OK\n");
        var moved = await (await ImapTesting.SelectAsync(server)).MoveAsync(["5", "4"], "Done", None);
        Assert.Equal(["4>21", "5>22"], moved.Select(m => m.Uid + ">" + m.Target!.Uid));
        Assert.All(moved, m => Assert.Equal((88L, "Done", "me"), (m.Target!.UidValidity, m.Target.Folder, m.Target.Mailbox)));
    }

    [Fact]
    public async Task Without_move_it_copies_and_expunges_by_uid()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login("UIDPLUS") + ImapTesting.Select()
            + "C: A3 UID COPY 4:5 \"Done\"\nS: A3 OK [COPYUID 88 4 21] x\nC: A4 UID STORE 4 +FLAGS.SILENT (\\Deleted)\nS: A4 OK\n"
            + "C: A5 UID EXPUNGE 4\nS: * 1 EXPUNGE\nS: A5 OK\n");
        var moved = await (await ImapTesting.SelectAsync(server)).MoveAsync(["4", "5"], "Done", None);
        Assert.Equal("4", Assert.Single(moved).Uid);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task Without_move_and_uidplus_nothing_is_touched_while_another_message_is_marked()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login("IDLE") + ImapTesting.Select() + "C: A3 UID SEARCH DELETED\nS: * SEARCH 6\nS: A3 OK\nC: A4 UID SEARCH DELETED\nS: * SEARCH 4 6\nS: A4 OK\nHANG");
        var folder = await ImapTesting.SelectAsync(server);
        await ImapTesting.FailsAsync(() => folder.MoveAsync(["4"], "Done", None), "MailOps.Imap.UnsafeExpunge");
        await ImapTesting.FailsAsync(() => folder.DeleteAsync(["4"], None), "MailOps.Imap.UnsafeExpunge");
    }

    [Fact]
    public async Task Without_move_and_uidplus_a_lone_message_is_expunged()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login("IDLE") + ImapTesting.Select()
            + "C: A3 UID SEARCH DELETED\nS: * SEARCH\nS: A3 OK\nC: A4 UID SEARCH UID 4\nS: * SEARCH 4\nS: A4 OK\nC: A5 UID COPY 4 \"Done\"\nS: A5 OK\n"
            + "C: A6 UID STORE 4 +FLAGS.SILENT (\\Deleted)\nS: A6 OK\nC: A7 UID SEARCH DELETED\nS: * SEARCH 4\nS: A7 OK\nC: A8 EXPUNGE\nS: * 1 EXPUNGE\nS: A8 OK\n");
        var moved = Assert.Single(await (await ImapTesting.SelectAsync(server)).MoveAsync(["4"], "Done", None));
        Assert.Equal("4", moved.Uid);
        Assert.Null(moved.Target);
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_message_marked_by_somebody_else_meanwhile_unmarks_ours_and_expunges_nothing()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login("IDLE") + ImapTesting.Select()
            + "C: A3 UID SEARCH DELETED\nS: * SEARCH\nS: A3 OK\nC: A4 UID STORE 4 +FLAGS.SILENT (\\Deleted)\nS: A4 OK\nC: A5 UID SEARCH DELETED\nS: * SEARCH 4 5\nS: A5 OK\n"
            + "C: A6 UID STORE 4 -FLAGS.SILENT (\\Deleted)\nS: A6 OK\n");
        var folder = await ImapTesting.SelectAsync(server);
        await ImapTesting.FailsAsync(() => folder.DeleteAsync(["4"], None), "MailOps.Imap.UnsafeExpunge");
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_message_is_put_back_with_flags_and_date()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login("LITERAL- UIDPLUS")
            + "C: A2 APPEND \"Entw&APw-rfe\" (\\Seen $Forwarded) \"09-Mar-2026 01:02:03 +0000\" {5+}\nC: hello\nS: A2 OK [APPENDUID 5 17] x\n");
        var session = await ImapTesting.OpenAsync(server);
        var location = await session.AppendAsync(
            "Entwürfe", Encoding.ASCII.GetBytes("hello"), MailFlagSet.Of(MailFlags.Seen, "$Forwarded"), new DateTime(2026, 3, 9, 1, 2, 3, DateTimeKind.Utc), None);
        Assert.Equal(("17", 5L), (location!.Uid, location.UidValidity));
    }

    [Fact]
    public async Task A_folder_that_is_there_already_is_no_failure()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login("UIDPLUS") + "C: A2 CREATE \"Done\"\nS: A2 NO exists\nC: A3 LIST \"\" \"Done\"\nS: * LIST () \"/\" Done\nS: A3 OK\nC: A4 SUBSCRIBE \"Done\"\nS: A4 OK\n");
        Assert.False(await (await ImapTesting.OpenAsync(server)).CreateFolderAsync("Done", None));
        await server.CompletedAsync();
    }

    [Fact]
    public async Task Waiting_ends_when_a_message_comes()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login("IDLE") + ImapTesting.Select() + "C: A3 IDLE\nS: + idling\nS: * OK still here\nS: * 4 EXISTS\nC: DONE\nS: A3 OK\n");
        Assert.True(await (await ImapTesting.SelectAsync(server)).WaitAsync(TimeSpan.FromMinutes(5), None));
        await server.CompletedAsync();
    }

    [Fact]
    public async Task A_message_that_came_during_another_command_ends_the_wait_at_once()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login("IDLE") + ImapTesting.Select() + "C: A3 UID SEARCH ALL\nS: * SEARCH 4\nS: A3 OK\nC: A4 NOOP\nS: * 4 EXISTS\nS: A4 OK\n");
        var session = await ImapTesting.OpenAsync(server);
        var folder = await session.OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
        await folder.SearchAsync(MailSearch.Everything, None);
        await session.PingAsync(None);
        Assert.True(await folder.WaitAsync(TimeSpan.FromMinutes(5), None));
    }

    [Fact]
    public async Task Names_are_utf8_once_the_server_has_enabled_it()
    {
        using var server = new ScriptedServer(
            ImapTesting.Login("ENABLE UTF8=ACCEPT") + "C: A2 ENABLE UTF8=ACCEPT\nS: * ENABLED UTF8=ACCEPT\nS: A2 OK\nC: A3 CREATE \"Entwürfe & x\"\nS: A3 OK\nC: A4 SUBSCRIBE \"Entwürfe & x\"\nS: A4 OK\n");
        Assert.True(await (await ImapTesting.OpenAsync(server)).CreateFolderAsync("Entwürfe & x", None));
        await server.CompletedAsync();
    }
}
