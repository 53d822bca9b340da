using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Tests.Imap;
using Xunit;

namespace MailOps.Tests.Mailboxes;

public sealed class MaildirTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly byte[] Message = Encoding.ASCII.GetBytes("Message-ID: <a@b>\nSubject: x\n\nbody\n");

    private readonly string _root = Path.Combine(Path.GetTempPath(), "maildir-" + Guid.NewGuid().ToString("N"));

    public MaildirTests()
    {
        foreach (var part in new[] { "cur", "new", "tmp" })
        {
            Directory.CreateDirectory(Path.Combine(_root, part));
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_message_goes_through_the_folders_with_flags_and_date()
    {
        await using var session = await OpenAsync();
        Assert.True(await session.CreateFolderAsync("Done.Entwürfe", None));
        Assert.False(await session.CreateFolderAsync("Done.Entwürfe", None));
        Assert.Equal(["INBOX", "Done.Entwürfe"], (await session.ListFoldersAsync(None)).Select(f => f.Name));
        var date = new DateTime(2025, 12, 24, 18, 0, 1, DateTimeKind.Utc);
        var location = await session.AppendAsync("INBOX", Message, MailFlagSet.Of(MailFlags.Seen | MailFlags.Flagged), date, None);

        var inbox = await session.OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
        Assert.Equal([location!.Uid], await inbox.SearchAsync(new MailSearch { MessageId = "<a@b>" }, None));
        Assert.Empty(await inbox.SearchAsync(new MailSearch { MessageId = "c@d" }, None));
        Assert.Empty(await inbox.SearchAsync(new MailSearch { Lacks = MailFlagSet.Of(MailFlags.Seen) }, None));
        await inbox.ChangeFlagsAsync([location.Uid], MailFlagSet.Of(MailFlags.Answered), MailFlagSet.Of(MailFlags.Flagged), None);
        var moved = Assert.Single(await inbox.MoveAsync([location.Uid, "gone"], "Done.Entwürfe", None));
        Assert.Equal(location.Uid, moved.Target!.Uid);
        Assert.Empty(await inbox.SearchAsync(MailSearch.Everything, None));

        var done = await session.OpenFolderAsync("Done.Entwürfe", MailFolderAccess.Read, None);
        var item = Assert.Single(await ImapTesting.ToListAsync(
            done.FetchAsync([location.Uid], MailFetch.Facts with { ContentLimit = 10, Header = true, Structure = true }, None)));
        Assert.Equal((MailFlags.Seen | MailFlags.Answered, date, (long)Message.Length, true), (item.Flags!.Flags, item.InternalDate!.Value, item.Size!.Value, item.IsTruncated));
        Assert.Equal("Message-ID: <a@b>\nSubject: x\n\n", Encoding.ASCII.GetString(item.Header.ToArray()));
        Assert.Equal("1 text/plain", item.Structure!.ToString());
        using var body = new MemoryStream();
        Assert.Equal(3, await done.CopyToAsync(location.Uid, MailSection.Body, body, 1, 3, None));
        Assert.Equal("ody", Encoding.ASCII.GetString(body.ToArray()));
        await ImapTesting.FailsAsync(() => done.DeleteAsync([location.Uid], None), "MailOps.Mailbox.ReadOnly");
    }

    [Fact]
    public async Task A_file_that_somebody_else_renames_is_found_again()
    {
        File.WriteAllBytes(Path.Combine(_root, "new", "17.a.host"), Message);
        await using var session = await OpenAsync();
        var inbox = await session.OpenFolderAsync("INBOX", MailFolderAccess.Write, None);
        Assert.Equal(["17.a.host"], await inbox.SearchAsync(MailSearch.Everything, None));
        File.Move(Path.Combine(_root, "new", "17.a.host"), Path.Combine(_root, "cur", "17.a.host:2,S"));
        Assert.Equal(MailFlags.Seen, Assert.Single(await ImapTesting.ToListAsync(inbox.FetchAsync(["17.a.host"], MailFetch.Facts, None))).Flags!.Flags);
        await inbox.DeleteAsync(["17.a.host"], None);
        Assert.Empty(Directory.GetFiles(Path.Combine(_root, "cur")));
        await ImapTesting.FailsAsync(() => inbox.CopyToAsync("17.a.host", MailSection.Whole, Stream.Null, 0, null, None), "MailOps.Mailbox.MessageGone");
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData(".x")]
    [InlineData("a..b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    public async Task No_name_of_a_folder_leads_out_of_the_maildir(string name)
    {
        await using var session = await OpenAsync();
        await ImapTesting.FailsAsync(() => session.CreateFolderAsync(name, None), "MailOps.Mailbox.InvalidName");
    }

    [Theory]
    [InlineData("../evil@example.test")]
    [InlineData("a/b@example.test")]
    [InlineData("a@..")]
    [InlineData("..")]
    [InlineData("")]
    public async Task No_name_of_a_mailbox_leads_out_of_the_store(string name) =>
        await ImapTesting.FailsAsync(() => new MaildirStore(Path.Combine(_root, "%d", "%n")).OpenAsync(name, None), "MailOps.Mailbox.InvalidName");

    [Fact]
    public async Task A_folder_that_is_no_maildir_is_no_mailbox() =>
        await ImapTesting.FailsAsync(() => new MaildirStore(Path.GetTempPath()).OpenAsync("", None), "MailOps.Mailbox.NotFound");

    [Fact]
    public async Task Waiting_ends_when_a_file_comes()
    {
        await using var session = await OpenAsync();
        var inbox = await session.OpenFolderAsync("INBOX", MailFolderAccess.Read, None);
        Assert.False(await inbox.WaitAsync(TimeSpan.Zero, None));
        File.WriteAllBytes(Path.Combine(_root, "new", "18.b.host"), Message);
        Assert.True(await inbox.WaitAsync(TimeSpan.FromMinutes(1), None));
    }

    private Task<MailboxSession> OpenAsync() => new MaildirStore(_root).OpenAsync("", None);
}
