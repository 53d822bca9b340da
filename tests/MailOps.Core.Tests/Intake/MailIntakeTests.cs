using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Imap;
using MailOps.Intake;
using MailOps.Mailboxes;
using MailOps.Tests.Imap;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Intake;

public sealed class MailIntakeTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly MailCompletionOptions ToDone = new() { Action = MailCompletionAction.Move, Target = "Done" };

    private readonly string _root = Path.Combine(Path.GetTempPath(), "intake-" + Guid.NewGuid().ToString("N"));

    public MailIntakeTests()
    {
        foreach (var part in new[] { "cur", "new", "tmp" })
        {
            Directory.CreateDirectory(Path.Combine(_root, part));
        }

        for (var i = 0; i < 3; i++)
        {
            Deliver(i);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task What_is_completed_does_not_come_again_and_the_rest_does()
    {
        var first = await ReadAsync();
        Assert.Equal(["m0@x", "m1@x", "m2@x"], first.Select(m => m.MessageId));
        Assert.Equal("Grüße 1", first[1].Subject);
        var completion = new MailCompletion(ToDone);
        Assert.True(completion.Add(first[0]));
        Assert.True(completion.Add(first[2]));

        // Another recipient of the same mail.
        Assert.False(completion.Add(first[0]));
        var decisions = await completion.RunAsync(whatIf: false, None);
        Assert.Equal(["m0@x", "m2@x"], decisions.Select(d => d.MessageId));
        Assert.All(decisions, d => Assert.Equal((MailCompletionAction.Move, true, "Done"), (d.Action, d.Changed, d.NewLocation!.Folder)));
        Assert.False(completion.Add(first[0]));
        Assert.Equal(["m1@x"], (await ReadAsync()).Select(m => m.MessageId));
    }

    [Fact]
    public async Task A_preview_changes_nothing()
    {
        var completion = new MailCompletion(ToDone);
        completion.Add((await ReadAsync())[0]);
        var decision = Assert.Single(await completion.RunAsync(whatIf: true, None));
        Assert.Equal((true, false, MailCompletionAction.Move), (decision.WhatIf, decision.Changed, decision.Action));
        Assert.Equal(3, (await ReadAsync()).Count);
        Assert.False(Directory.Exists(Path.Combine(_root, ".Done")));
    }

    [Fact]
    public async Task A_message_that_somebody_took_away_is_told_as_such_and_hurts_no_other()
    {
        var mails = await ReadAsync();
        File.Delete(Directory.GetFiles(Path.Combine(_root, "new"), mails[0].Uid)[0]);
        var completion = new MailCompletion(ToDone);
        mails.ForEach(m => completion.Add(m));
        var decisions = await completion.RunAsync(whatIf: false, None);
        Assert.Equal([MailCompletionAction.None, MailCompletionAction.Move, MailCompletionAction.Move], decisions.Select(d => d.Action));
        Assert.NotEmpty(decisions[0].Reason);
    }

    [Fact]
    public async Task A_flag_completes_where_the_next_run_leaves_it_out()
    {
        var completion = new MailCompletion(new MailCompletionOptions { Action = MailCompletionAction.Flag, Flags = MailCompletionOptions.FlagOf("seen") });
        completion.Add((await ReadAsync())[1]);
        Assert.Equal(@"\Seen", Assert.Single(await completion.RunAsync(whatIf: false, None)).Target);
        Assert.Equal(["m0@x", "m2@x"], (await ReadAsync(o => o with { ExceptFlags = MailFlagSet.Of(MailFlags.Seen) })).Select(m => m.MessageId));
    }

    [Fact]
    public async Task Two_messages_with_one_Message_ID_are_two_messages()
    {
        Deliver(7, "m1@x", "another body");
        var mails = await ReadAsync();
        Assert.Equal(["m0@x", "m1@x", "m2@x", "m1@x"], mails.Select(m => m.MessageId));
        var completion = new MailCompletion(ToDone);
        Assert.True(completion.Add(mails[1]));
        Assert.Equal("m1@x", Assert.Single(await completion.RunAsync(whatIf: false, None)).MessageId);
        var left = await ReadAsync();
        Assert.Equal(["m0@x", "m2@x", "m1@x"], left.Select(m => m.MessageId));
        Assert.Contains("another body", Encoding.ASCII.GetString(left[2].RawMessage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_marked_for_deletion_is_done_also_when_a_killed_run_left_it_there()
    {
        var mails = await ReadAsync();
        var marking = new MailCompletion(new MailCompletionOptions { Action = MailCompletionAction.Flag, Flags = MailFlagSet.Of(MailFlags.Deleted) });
        marking.Add(mails[0]);
        await marking.RunAsync(whatIf: false, None);
        Assert.Equal(["m1@x", "m2@x"], (await ReadAsync()).Select(m => m.MessageId));
    }

    [Fact]
    public async Task Only_so_many_are_read_and_of_each_only_so_much()
    {
        var mails = await ReadAsync(o => o with { First = 2, MaxMessageBytes = 20 });
        Assert.Equal(2, mails.Count);
        Assert.All(mails, m => Assert.Equal((20, true), (m.RawMessage.Length, m.IsTruncated)));
    }

    [Fact]
    public async Task A_copy_that_knows_no_mailbox_is_not_completed()
    {
        var copy = (await ReadAsync())[0] with { Intake = null };
        Assert.Equal("MailOps.Intake.NoSource", Assert.Throws<MailOpsException>(() => new MailCompletion(ToDone).Add(copy)).ErrorId);
    }

    [Fact]
    public async Task Watching_gives_each_message_once_also_those_that_come_later()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        List<string> seen = [];
        await foreach (var mail in Intake(o => o with { Watch = true, First = 5, WatchInterval = TimeSpan.FromMilliseconds(50) }).ReadAsync(stop.Token))
        {
            seen.Add(mail.MessageId);
            if (seen.Count is 3 or 4)
            {
                Deliver(seen.Count);
            }
        }

        Assert.Equal(["m0@x", "m1@x", "m2@x", "m3@x", "m4@x"], seen);
    }

    [Fact]
    public async Task After_a_lost_connection_watching_goes_on_where_it_was()
    {
        var fetch = "S: * 1 FETCH (UID 4 FLAGS () INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 5 BODY[]<0> {5}\nS: hello)\n";
        using var server = new ScriptedServer(
            ImapTesting.Login("IDLE") + ImapTesting.Select(command: "EXAMINE") + "C: A3 UID SEARCH UNDELETED\nS: * SEARCH 4\nS: A3 OK\nC: A4 UID FETCH 4 *\n" + fetch + "S: A4 OK\nC: A5 IDLE\nS: + x\nRESET",
            ImapTesting.Login("IDLE") + ImapTesting.Select(command: "EXAMINE") + "C: A3 UID SEARCH UNDELETED\nS: * SEARCH 4 6\nS: A3 OK\nC: A4 UID FETCH 6 *\n" + fetch.Replace("UID 4", "UID 6") + "S: A4 OK\nHANG");
        List<Finding> findings = [];
        var options = new MailIntakeOptions { Watch = true, First = 2 };
        var intake = new MailIntake(new ImapMailStore(ImapTesting.Options(server.Port)), "imap://test", "me", options, findings.Add);
        List<string> seen = [];
        await foreach (var mail in intake.ReadAsync(None))
        {
            seen.Add(mail.Uid);
        }

        Assert.Equal(["4", "6"], seen);
        Assert.Equal("INTAKE001", Assert.Single(findings).Id);
    }

    [Fact]
    public async Task A_folder_that_was_rebuilt_while_watching_counts_as_new()
    {
        var fetch = "S: * 1 FETCH (UID 4 FLAGS () INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 5 BODY[]<0> {5}\nS: hello)\n";
        var round = "C: A3 UID SEARCH UNDELETED\nS: * SEARCH 4\nS: A3 OK\nC: A4 UID FETCH 4 *\n" + fetch + "S: A4 OK\n";
        using var server = new ScriptedServer(
            ImapTesting.Login("IDLE") + ImapTesting.Select(command: "EXAMINE") + round + "C: A5 IDLE\nS: + x\nS: * OK [UIDVALIDITY 78] rebuilt\nS: * 4 EXISTS\nC: DONE\nS: A5 OK\nC: A0 LOGOUT\nS: A0 OK\n",
            ImapTesting.Login("IDLE") + ImapTesting.Select(command: "EXAMINE").Replace("77", "78") + round + "HANG");
        List<Finding> findings = [];
        var intake = new MailIntake(
            new ImapMailStore(ImapTesting.Options(server.Port)), "imap://test", "me", new MailIntakeOptions { Watch = true, First = 2 }, findings.Add);
        List<long> validities = [];
        await foreach (var mail in intake.ReadAsync(None))
        {
            validities.Add(mail.UidValidity);
        }

        Assert.Equal([77L, 78L], validities);
        Assert.Equal(["INTAKE001", "INTAKE002"], findings.Select(f => f.Id));
    }

    [Fact]
    public async Task A_message_of_a_rebuilt_folder_is_not_completed()
    {
        using var server = new ScriptedServer(ImapTesting.Login(ImapTesting.Modern) + ImapTesting.Select().Replace("77", "78") + "HANG");
        var intake = new MailIntake(new ImapMailStore(ImapTesting.Options(server.Port)), "imap://test", "me");
        var completion = new MailCompletion(new MailCompletionOptions { Action = MailCompletionAction.Delete });
        completion.Add(new ReceivedMail
        {
            Location = new MailLocation { Mailbox = "me", Folder = "INBOX", UidValidity = 77, Uid = "4" },
            Intake = intake,
        });
        var decision = Assert.Single(await completion.RunAsync(whatIf: false, None));
        Assert.Equal(("MailOps.Mailbox.FolderReplaced", false, MailCompletionAction.None), (decision.Failure!.ErrorId, decision.Changed, decision.Action));
    }

    private void Deliver(int number, string? id = null, string body = "body") => File.WriteAllBytes(
        Path.Combine(_root, "new", $"{1000 + number}.m.host"),
        Encoding.ASCII.GetBytes($"From: a@b\nMessage-ID: <{id ?? $"m{number}@x"}>\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_{number}?=\n\n{body}\n"));

    private MailIntake Intake(Func<MailIntakeOptions, MailIntakeOptions>? change = null) =>
        new(new MaildirStore(_root), _root, "", change is null ? new MailIntakeOptions() : change(new MailIntakeOptions()));

    private async Task<List<ReceivedMail>> ReadAsync(Func<MailIntakeOptions, MailIntakeOptions>? change = null)
    {
        List<ReceivedMail> mails = [];
        await foreach (var mail in Intake(change).ReadAsync(None))
        {
            mails.Add(mail);
        }

        return mails;
    }
}
