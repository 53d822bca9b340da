using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Intake;

/// <summary>Completes messages of mailboxes, and says what became of each.</summary>
internal sealed class CompletionRun(MailCompletionOptions options)
{
    private readonly Dictionary<PendingCompletion, MailCompletionDecision> _decisions = [];

    public MailCompletionDecision DecisionFor(PendingCompletion mail) => _decisions[mail];

    public MailCompletionDecision Decide(PendingCompletion mail) => new()
    {
        Location = mail.Location,
        MessageId = mail.MessageId,
        Action = options.Action,
        Target = options.Action == MailCompletionAction.Flag ? options.Flags.ToString() : options.Target,
    };

    /// <summary>Completes messages of one mailbox, in one session.</summary>
    public async Task CompleteAsync(List<PendingCompletion> mails, CancellationToken cancellationToken)
    {
        try
        {
            var session = await mails[0].Intake.Store.OpenAsync(mails[0].Location.Mailbox, cancellationToken).ConfigureAwait(false);
            await using var closing = session.ConfigureAwait(false);
            var isNew = options.Action == MailCompletionAction.Move
                && await session.CreateFolderAsync(options.Target, cancellationToken).ConfigureAwait(false);
            foreach (var folder in mails.GroupBy(mail => (mail.Location.Folder, mail.Location.UidValidity)))
            {
                await CompleteFolderAsync(session, [.. folder], isNew, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (MailOpsException e)
        {
            Fail(mails, e);
        }
    }

    private async Task CompleteFolderAsync(MailboxSession session, List<PendingCompletion> mails, bool targetIsNew, CancellationToken cancellationToken)
    {
        if (mails[0].Intake.Memory is not { } memory)
        {
            await TryActAsync(session, mails, targetIsNew, cancellationToken).ConfigureAwait(false);
            return;
        }

        var notes = mails.ToDictionary(mail => mail, mail => mail.NoteFor(options));
        var claim = await memory.BeginAsync([.. notes.Values], cancellationToken).ConfigureAwait(false);
        await using var holding = claim.ConfigureAwait(false);
        var busy = new HashSet<MailCompletionNote>(claim.Busy);
        foreach (var mail in mails.Where(mail => busy.Contains(notes[mail])))
        {
            _decisions[mail] = Decide(mail) with { Action = MailCompletionAction.None, Reason = IntakeTexts.Busy.Current };
        }

        mails.RemoveAll(mail => busy.Contains(notes[mail]));
        if (await TryActAsync(session, mails, targetIsNew, cancellationToken).ConfigureAwait(false))
        {
            // What was done is noted whoever loses patience now.
            await memory.EndAsync([.. mails.Select(mail => notes[mail])], CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <returns>Whether it is known what became of the messages; a server may have done its work before the connection was lost.</returns>
    private async Task<bool> TryActAsync(MailboxSession session, List<PendingCompletion> mails, bool targetIsNew, CancellationToken cancellationToken)
    {
        try
        {
            await ActAsync(session, mails, targetIsNew, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MailOpsException e)
        {
            Fail(mails, e);
            return e.Kind is not (MailOpsErrorKind.Unavailable or MailOpsErrorKind.Timeout or MailOpsErrorKind.ProtocolViolation);
        }
    }

    private async Task ActAsync(MailboxSession session, List<PendingCompletion> mails, bool targetIsNew, CancellationToken cancellationToken)
    {
        if (mails.Count == 0)
        {
            return;
        }

        var place = mails[0].Location;
        List<string> uids = [.. mails.Select(mail => mail.Location.Uid)];
        var moves = options.Action == MailCompletionAction.Move;
        var copied = moves && !targetIsNew && !session.MovesAtOnce
            ? await TargetCopies.FindAsync(session, place, uids, options.Target, cancellationToken).ConfigureAwait(false)
            : [];
        var folder = await session.OpenFolderAsync(place.Folder, MailFolderAccess.Write, place.UidValidity, cancellationToken).ConfigureAwait(false);
        switch (options.Action)
        {
            case MailCompletionAction.Move:
                await MoveAsync(folder, uids, copied, cancellationToken).ConfigureAwait(false);
                break;
            case MailCompletionAction.Delete:
                await folder.DeleteAsync(uids, cancellationToken).ConfigureAwait(false);
                break;
            case MailCompletionAction.Flag:
                await folder.ChangeFlagsAsync(uids, options.Flags, MailFlagSet.None, cancellationToken).ConfigureAwait(false);
                break;
        }

        foreach (var mail in mails)
        {
            MailLocation? target = null;
            var isGone = moves && !copied.TryGetValue(mail.Location.Uid, out target);
            _decisions[mail] = isGone
                ? Decide(mail) with { Action = MailCompletionAction.None, Reason = IntakeTexts.Gone.Current }
                : Decide(mail) with { Changed = true, NewLocation = target };
        }
    }

    // What lies in the target already is only taken away here; the others join it.
    private async Task MoveAsync(
        OpenMailFolder folder, List<string> uids, Dictionary<string, MailLocation?> copied, CancellationToken cancellationToken)
    {
        if (copied.Count > 0)
        {
            await folder.DeleteAsync([.. copied.Keys], cancellationToken).ConfigureAwait(false);
        }

        List<string> others = [.. uids.Where(uid => !copied.ContainsKey(uid))];
        if (others.Count > 0)
        {
            foreach (var move in await folder.MoveAsync(others, options.Target, cancellationToken).ConfigureAwait(false))
            {
                copied[move.Uid] = move.Target;
            }
        }
    }

    private void Fail(IEnumerable<PendingCompletion> mails, MailOpsException failure)
    {
        foreach (var mail in mails.Where(mail => !_decisions.ContainsKey(mail)))
        {
            _decisions[mail] = Decide(mail) with { Action = MailCompletionAction.None, Reason = failure.Message, Failure = failure };
        }
    }
}
