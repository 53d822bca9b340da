using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Intake;
using MailOps.Mailboxes;
using MailOps.Session;
using Xunit;

namespace MailOps.Tests.Intake;

/// <summary>What the store remembers of a Maildir whose completing another process has begun.</summary>
public sealed class IntakeMemoryTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly MailCompletionOptions ToDone = new() { Action = MailCompletionAction.Move, Target = "Done" };

    private readonly string _root = Path.Combine(Path.GetTempPath(), "intake-" + Guid.NewGuid().ToString("N"));
    private readonly List<Finding> _findings = [];

    public IntakeMemoryTests()
    {
        foreach (var part in new[] { "cur", "new", "tmp" })
        {
            Directory.CreateDirectory(Path.Combine(_root, part));
        }

        for (var i = 0; i < 3; i++)
        {
            File.WriteAllText(Path.Combine(_root, "new", $"{1000 + i}.m.host"), $"From: a@b\nMessage-ID: <m{i}@x>\n\nbody\n");
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task What_a_dead_process_was_completing_is_finished_and_not_given_again()
    {
        await using var test = await TestStore.OpenAsync();
        var mails = await ReadAsync(test.Store.Intake);
        await using (await test.Store.Intake.BeginAsync([Note(mails[0]), Note(mails[1], MailCompletionAction.Flag, @"\Seen")], None))
        {
            // Killed here: the claim ends, and nothing was done.
        }

        Assert.Equal(["m2@x"], (await ReadAsync(test.Store.Intake)).Select(m => m.MessageId));
        Assert.Equal(["INTAKE003", "INTAKE003"], _findings.Select(f => f.Id));
        Assert.Equal("1000.m.host", Path.GetFileName(Directory.GetFiles(Path.Combine(_root, ".Done", "new")).Single()));
        Assert.EndsWith("1001.m.host:2,S", Directory.GetFiles(Path.Combine(_root, "cur")).Single(), StringComparison.Ordinal);
        Assert.Empty(await test.Store.Intake.ListAsync(_root, "", "INBOX", None));

        // It is done: what carries the flag is left out as always, and not because it was remembered.
        Assert.Equal(["m1@x", "m2@x"], (await ReadAsync(test.Store.Intake)).Select(m => m.MessageId));
    }

    [Fact]
    public async Task What_a_living_process_is_completing_is_left_to_it()
    {
        await using var test = await TestStore.OpenAsync();
        var mails = await ReadAsync(test.Store.Intake);
        await using var claim = await test.Store.Intake.BeginAsync([Note(mails[0])], None);
        Assert.Empty(claim.Busy);
        var other = await test.OpenAnotherAsync();
        Assert.Equal(["m1@x", "m2@x"], (await ReadAsync(other.Intake)).Select(m => m.MessageId));

        var completion = new MailCompletion(ToDone);
        (await ReadAsync(null)).ForEach(mail => completion.Add(mail with { Intake = Intake(other.Intake) }));
        var decisions = await completion.RunAsync(whatIf: false, None);
        Assert.Equal([MailCompletionAction.None, MailCompletionAction.Move, MailCompletionAction.Move], decisions.Select(d => d.Action));
        Assert.NotEmpty(decisions[0].Reason);
        Assert.Empty(_findings);
    }

    [Fact]
    public async Task What_the_store_refuses_is_given_again()
    {
        await using var test = await TestStore.OpenAsync();
        var completion = new MailCompletion(new MailCompletionOptions { Action = MailCompletionAction.Flag, Flags = MailCompletionOptions.FlagOf("unknown") });
        (await ReadAsync(test.Store.Intake)).ForEach(mail => completion.Add(mail));
        Assert.All(await completion.RunAsync(whatIf: false, None), d => Assert.Equal("MailOps.Mailbox.NotSupported", d.Failure!.ErrorId));
        Assert.Equal(3, (await ReadAsync(test.Store.Intake)).Count);
        Assert.Empty(_findings);
    }

    [Fact]
    public async Task The_UIDVALIDITY_is_remembered_from_run_to_run()
    {
        await using var test = await TestStore.OpenAsync();
        Assert.Null(await test.Store.Intake.NoteValidityAsync(_root, "", "INBOX", 77, None));
        Assert.Null(await test.Store.Intake.NoteValidityAsync(_root, "", "Other", 1, None));
        Assert.Equal(3, (await ReadAsync(test.Store.Intake)).Count);
        Assert.Equal("INTAKE002", Assert.Single(_findings).Id);
        Assert.Equal(3, (await ReadAsync(test.Store.Intake)).Count);
        Assert.Single(_findings);
    }

    [Fact]
    public async Task The_memory_opens_its_store_for_each_step_and_outlives_the_session_that_made_it()
    {
        await using var test = await TestStore.OpenAsync(MailClock.System);
        IIntakeStore memory;
        await using (var session = new MailOpsSession(
            new MailOpsOptions { Store = test.Location }, () => TestEngine.Provider(Storage.Sqlite.SqliteTuning.Default)))
        {
            memory = session.CreateIntakeMemory();
        }

        var mails = await ReadAsync(memory);
        await using (await memory.BeginAsync([Note(mails[0])], None))
        {
            Assert.True(Assert.Single(await memory.ListAsync(_root, "", "INBOX", None)).IsRunning);
        }

        Assert.Equal(["m1@x", "m2@x"], (await ReadAsync(memory)).Select(m => m.MessageId));
        var completion = new MailCompletion(ToDone);
        (await ReadAsync(memory)).ForEach(mail => completion.Add(mail));
        Assert.All(await completion.RunAsync(whatIf: false, None), d => Assert.True(d.Changed));
        Assert.Empty(await ReadAsync(memory));
    }

    private MailCompletionNote Note(ReceivedMail mail, MailCompletionAction action = MailCompletionAction.Move, string target = "Done") => new()
    {
        Account = _root,
        Location = mail.Location with { Mailbox = "" },
        MessageId = mail.MessageId,
        Action = action,
        Target = target,
    };

    private MailIntake Intake(IIntakeStore? memory) =>
        new(new MaildirStore(_root), _root, "", new MailIntakeOptions { Memory = memory }, _findings.Add);

    private async Task<List<ReceivedMail>> ReadAsync(IIntakeStore? memory)
    {
        List<ReceivedMail> mails = [];
        await foreach (var mail in Intake(memory).ReadAsync(None))
        {
            mails.Add(mail);
        }

        return mails;
    }
}
