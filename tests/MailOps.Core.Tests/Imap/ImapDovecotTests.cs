using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Imap;
using MailOps.Mailboxes;
using MailOps.Net;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Imap;

/// <summary>The client with a real Dovecot. Each test has folders of its own.</summary>
[Trait("Category", "Servers")]
public sealed class ImapDovecotTests(MailServers servers) : IClassFixture<MailServers>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly byte[] Message = Encoding.ASCII.GetBytes("From: a@example.test\r\nMessage-ID: <one*%\"@example.test>\r\nSubject: x\r\n\r\nbody\r\n");

    [SkippableTheory]
    [InlineData(ConnectionSecurity.ImplicitTls, null)]
    [InlineData(ConnectionSecurity.StartTls, null)]
    [InlineData(ConnectionSecurity.ImplicitTls, SaslMechanism.Plain)]
    [InlineData(ConnectionSecurity.ImplicitTls, SaslMechanism.ScramSha256)]
    public async Task It_logs_in(ConnectionSecurity security, SaslMechanism? mechanism)
    {
        await using var session = await OpenAsync("alice@example.test", o => o with
        {
            Security = security,
            Port = servers.Dovecot.Port + (security == ConnectionSecurity.ImplicitTls ? 1 : 0),
            Mechanism = mechanism,
        });
        Assert.Contains(await session.ListFoldersAsync(None), f => f.Use == MailFolderUse.Sent);
    }

    [SkippableTheory]
    [InlineData("*", null)]
    [InlineData(null, SaslMechanism.Plain)]
    public async Task A_master_user_opens_the_mailbox_of_another(string? separator, SaslMechanism? mechanism)
    {
        await using var session = await OpenAsync("alice@example.test", o => o with
        {
            Credential = MailCredential.WithPassword("admin", "adminpw"),
            MasterSeparator = separator,
            Mechanism = mechanism,
        });
        Assert.Equal("INBOX", (await session.ListFoldersAsync(None))[0].Name);
    }

    [SkippableFact]
    public async Task A_wrong_password_is_no_access()
    {
        var error = await ImapTesting.FailsAsync(
            () => OpenAsync("alice@example.test", o => o with { Credential = MailCredential.WithPassword("alice@example.test", "wrong") }),
            "MailOps.Imap.AuthenticationRejected");
        Assert.Equal(MailOpsErrorKind.AccessDenied, error.Kind);
    }

    [SkippableTheory]
    [InlineData("Entwürfe & \"Notizen\" 台北")]
    [InlineData("with *stars% and \\slashes")]
    [InlineData("a[b]{3}")]
    [InlineData("&AGE-")]
    [InlineData("&- \uD83D\uDCCE \uD835\uDC9C&")]
    public async Task A_message_goes_through_a_folder_of_any_name_and_comes_back_as_it_was(string name)
    {
        await using var session = await OpenAsync("alice@example.test");
        Assert.True(await session.CreateFolderAsync(name, None));
        Assert.False(await session.CreateFolderAsync(name, None));
        Assert.Contains(await session.ListFoldersAsync(None), f => f.Name == name);
        var flags = MailFlagSet.Of(MailFlags.Seen | MailFlags.Flagged, MailFlagSet.Forwarded);
        var date = new DateTime(2025, 12, 24, 18, 0, 1, DateTimeKind.Utc);
        var location = await session.AppendAsync(name, Message, flags, date, None);

        var target = name + " moved";
        await session.CreateFolderAsync(target, None);
        var folder = await session.OpenFolderAsync(name, MailFolderAccess.Write, location!.UidValidity, None);
        Assert.Equal([location.Uid], await folder.SearchAsync(new MailSearch { MessageId = "<one*%\"@example.test>" }, None));
        var moved = Assert.Single(await folder.MoveAsync([location.Uid], target, None));
        var other = await session.OpenFolderAsync(target, MailFolderAccess.Read, moved.Target!.UidValidity, None);
        var item = Assert.Single(await ImapTesting.ToListAsync(
            other.FetchAsync([moved.Target.Uid], MailFetch.Facts with { ContentLimit = 1 << 20, Structure = true }, None)));
        Assert.Equal((flags, date, Message.Length, false), (item.Flags!, item.InternalDate!.Value, (int)item.Size!.Value, item.IsTruncated));
        Assert.Equal(Message, item.Content.ToArray());
        Assert.Equal("1 text/plain", item.Structure!.ToString());
    }

    [SkippableFact]
    public async Task Deleting_takes_the_message_named_and_leaves_another_one_that_is_marked()
    {
        await using var session = await OpenAsync("alice@example.test");
        await session.CreateFolderAsync("deleting", None);
        List<string> uids = [];
        for (var i = 0; i < 3; i++)
        {
            uids.Add((await session.AppendAsync("deleting", Message, MailFlagSet.None, null, None))!.Uid);
        }

        var folder = await session.OpenFolderAsync("deleting", MailFolderAccess.Write, None);
        await folder.ChangeFlagsAsync([uids[0]], MailFlagSet.Of(MailFlags.Deleted), MailFlagSet.None, None);
        await folder.DeleteAsync([uids[1]], None);
        Assert.Equal([uids[0], uids[2]], await folder.SearchAsync(MailSearch.Everything, None));
        Assert.Equal([uids[0]], await folder.SearchAsync(new MailSearch { Has = MailFlagSet.Of(MailFlags.Deleted) }, None));
    }

    [SkippableFact]
    public async Task Reading_changes_nothing()
    {
        await using var session = await OpenAsync("alice@example.test");
        await session.CreateFolderAsync("reading", None);
        await session.AppendAsync("reading", Message, MailFlagSet.None, null, None);
        var folder = await session.OpenFolderAsync("reading", MailFolderAccess.Read, None);
        using var stream = new MemoryStream();
        Assert.Equal(Message.Length, await folder.CopyToAsync("1", MailSection.Whole, stream, 0, null, None));
        Assert.Equal(Message, stream.ToArray());
        Assert.Equal(4, await folder.CopyToAsync("1", MailSection.Body, stream, 0, 4, None));
        var again = await session.OpenFolderAsync("reading", MailFolderAccess.Read, None);
        Assert.Equal(MailFlagSet.None, Assert.Single(await ImapTesting.ToListAsync(again.FetchAsync(["1"], MailFetch.Facts, None))).Flags);
        await ImapTesting.FailsAsync(() => folder.SearchAsync(MailSearch.Everything, None), "MailOps.Mailbox.FolderClosed");
        await ImapTesting.FailsAsync(() => again.MoveAsync(["1"], "INBOX", None), "MailOps.Mailbox.ReadOnly");
    }

    [SkippableFact]
    public async Task Waiting_ends_when_another_session_leaves_a_message()
    {
        await using var session = await OpenAsync("bob@example.test");
        await using var other = await OpenAsync("bob@example.test");
        await session.CreateFolderAsync("waiting", None);
        var folder = await session.OpenFolderAsync("waiting", MailFolderAccess.Write, None);
        Assert.False(await folder.WaitAsync(TimeSpan.FromMilliseconds(300), None));
        var wait = folder.WaitAsync(TimeSpan.FromSeconds(30), None);
        await other.AppendAsync("waiting", Message, MailFlagSet.None, null, None);
        Assert.True(await wait);
        Assert.Equal(["1"], await folder.SearchAsync(MailSearch.Everything, None));
    }

    [SkippableFact]
    public async Task A_thousand_messages_are_fetched_in_order_and_leaving_early_keeps_the_session()
    {
        await using var session = await OpenAsync("bob@example.test");
        await session.CreateFolderAsync("many", None);
        for (var i = 0; i < 450; i++)
        {
            await session.AppendAsync("many", Message, MailFlagSet.None, null, None);
        }

        var folder = await session.OpenFolderAsync("many", MailFolderAccess.Write, None);
        var uids = await folder.SearchAsync(MailSearch.Everything, None);
        var items = await ImapTesting.ToListAsync(folder.FetchAsync(uids, new MailFetch { ContentLimit = 30, Header = true }, None));
        Assert.Equal(uids, items.Select(i => i.Uid));
        Assert.All(items, i => Assert.Equal((30, true), (i.Content.Length, i.IsTruncated)));
        await foreach (var item in folder.FetchAsync(uids, MailFetch.Facts, None))
        {
            Assert.Equal("1", item.Uid);
            break;
        }

        await folder.MoveAsync([.. uids.Where((_, i) => i % 2 == 0)], "INBOX", None);
        Assert.Equal(225, (await folder.SearchAsync(MailSearch.Everything, None)).Count);
    }

    private Task<MailboxSession> OpenAsync(string mailbox, Func<ImapOptions, ImapOptions>? change = null)
    {
        var server = servers.Dovecot;
        var options = new ImapOptions
        {
            Host = "localhost",
            Port = server.Port + 1,
            Credential = MailCredential.WithPassword(mailbox, "secret"),
#pragma warning disable SYSLIB0057 // The newer loader does not exist on .NET Framework.
            TrustedRoots = [new X509Certificate2(Path.Combine(server.TlsFolder, "ca.pem"))],
#pragma warning restore SYSLIB0057
        };
        return new ImapMailStore(change is null ? options : change(options)).OpenAsync(mailbox, None);
    }
}
