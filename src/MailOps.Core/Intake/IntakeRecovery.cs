using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Intake;

/// <summary>
/// Knows the messages of a folder whose completing was broken off: all that was made of them was done, only the mailbox lacks the last step. They
/// are not given again; the step is taken.
/// </summary>
internal sealed class IntakeRecovery(MailIntake intake, string folder, IIntakeStore memory, Action<Finding>? report)
{
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<MailCompletionNote>> _displaced = new(StringComparer.Ordinal);
    private readonly List<PendingStep> _recognised = [];
    private readonly List<MailCompletionNote> _old = [];

    /// <summary>Whether the completing of a message has begun in another process, or was finished here; one that got a flag still lies there.</summary>
    public bool HasBegun(string uid) => _begun.Contains(uid) || _finished.Contains(uid);

    /// <summary>Whether messages are looked for of which only the content is known, since their folder was rebuilt.</summary>
    public bool IsLooking => _displaced.Count > 0;

    /// <summary>Takes the last step of what was broken off; before a session is open, since of some mailboxes there may be only one.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var notes = await memory.ListAsync(intake.Account, intake.Mailbox, folder, cancellationToken).ConfigureAwait(false);
        if (notes.Any(note => !note.IsRunning))
        {
            var validity = await ReadValidityAsync(cancellationToken).ConfigureAwait(false);
            var brokenOff = notes.Where(note => !note.IsRunning && note.Location.UidValidity == validity);
            await FinishAsync([.. brokenOff.Select(note => new PendingStep(note, note.Location))], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks which messages are not to be given, now that the folder is open.</summary>
    /// <returns>The UIDVALIDITY that was remembered; null when none was.</returns>
    public async Task<long?> LoadAsync(long validity, CancellationToken cancellationToken)
    {
        _begun.Clear();
        _displaced.Clear();
        _old.Clear();
        foreach (var note in await memory.ListAsync(intake.Account, intake.Mailbox, folder, cancellationToken).ConfigureAwait(false))
        {
            if (note.Location.UidValidity == validity)
            {
                _begun.Add(note.Location.Uid);
            }
            else if (!note.IsRunning)
            {
                _old.Add(note);
                _displaced[note.Identity] = _displaced.TryGetValue(note.Identity, out var same) ? same : new Queue<MailCompletionNote>();
                _displaced[note.Identity].Enqueue(note);
            }
        }

        return await memory.NoteValidityAsync(intake.Account, intake.Mailbox, folder, validity, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Recognises a message whose folder was rebuilt after its completing had begun.</summary>
    public bool Recognises(ReceivedMail mail)
    {
        if (_displaced.Count == 0 || !_displaced.TryGetValue(MessageIdentity.Of(mail), out var notes) || notes.Count == 0)
        {
            return false;
        }

        _recognised.Add(new PendingStep(notes.Dequeue(), mail.Location));
        return true;
    }

    /// <summary>The folder was read to its end: what was recognised is completed, and notes about UIDs that mean nothing any more are forgotten.</summary>
    public async Task EndPassAsync(CancellationToken cancellationToken)
    {
        if (_old.Count > 0)
        {
            await FinishAsync([.. _recognised], cancellationToken).ConfigureAwait(false);
            await memory.EndAsync(_old, cancellationToken).ConfigureAwait(false);
        }

        _old.Clear();
        _displaced.Clear();
        _recognised.Clear();
    }

    private async Task FinishAsync(List<PendingStep> steps, CancellationToken cancellationToken)
    {
        foreach (var group in steps.GroupBy(step => (step.Note.Action, step.Note.Target)))
        {
            var completion = new MailCompletion(new MailCompletionOptions
            {
                Action = group.Key.Action,
                Target = group.Key.Action == MailCompletionAction.Move ? group.Key.Target : "",
                Flags = group.Key.Action == MailCompletionAction.Flag ? MailCompletionOptions.FlagsOf(group.Key.Target.Split(' ')) : MailFlagSet.None,
            });
            foreach (var step in group)
            {
                completion.Add(new PendingCompletion(intake, step.Location, step.Note.MessageId, step.Note.Identity));
            }

            var decisions = await completion.RunAsync(whatIf: false, cancellationToken).ConfigureAwait(false);
            _finished.UnionWith(decisions.Where(decision => decision.Failure is null).Select(decision => decision.Location.Uid));
            var failures = decisions.Where(decision => decision.Failure is not null).ToList();
            if (decisions.Count > failures.Count)
            {
                report?.Invoke(IntakeFindings.Finished.Found(decisions.Count - failures.Count, DisplayText.Clean(folder)));
            }

            if (failures.Count > 0)
            {
                report?.Invoke(IntakeFindings.NotFinished.Found(failures.Count, DisplayText.Clean(folder), failures[0].Reason));
            }
        }
    }

    private async Task<long> ReadValidityAsync(CancellationToken cancellationToken)
    {
        var session = await intake.Store.OpenAsync(intake.Mailbox, cancellationToken).ConfigureAwait(false);
        await using var closing = session.ConfigureAwait(false);
        return (await session.OpenFolderAsync(folder, MailFolderAccess.Read, cancellationToken).ConfigureAwait(false)).State.UidValidity;
    }

    private sealed record PendingStep(MailCompletionNote Note, MailLocation Location);
}
