using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Intake;

/// <summary>
/// Completes messages that were read: moves, deletes or flags each of them once, under the UIDVALIDITY they were read with, and touches no
/// other one. What fails stays where it is and comes again.
/// </summary>
public sealed class MailCompletion
{
    private readonly MailCompletionOptions _options;
    private readonly Dictionary<(string Account, MailLocation Location), (MailIntake Intake, string MessageId)> _waiting = [];
    private readonly HashSet<(string Account, MailLocation Location)> _done = [];

    /// <summary>A way to complete messages.</summary>
    /// <param name="options">How.</param>
    public MailCompletion(MailCompletionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Action == MailCompletionAction.Move)
        {
            ArgumentException.ThrowIfNullOrEmpty(options.Target);
        }

        _options = options;
    }

    /// <summary>How many messages wait for <see cref="RunAsync"/>.</summary>
    public int Count => _waiting.Count;

    /// <summary>Takes a message; one that was taken before, as of another recipient, counts once.</summary>
    /// <param name="mail">The message.</param>
    /// <returns>Whether it is new.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Intake.NoSource</c>: it is a copy that knows no mailbox.</exception>
    public bool Add(ReceivedMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var key = (mail.Account, mail.Location);
        if (mail.Intake is not { } intake)
        {
            throw IntakeErrors.NoSource(mail.Location);
        }

        if (_done.Contains(key) || _waiting.ContainsKey(key))
        {
            return false;
        }

        // Of a waiting message only its place is kept, never its content.
        _waiting.Add(key, (intake, mail.MessageId));
        return true;
    }

    /// <summary>Completes what waits.</summary>
    /// <param name="whatIf">True: say what would be done, change nothing and ask no server.</param>
    /// <param name="cancellationToken">Gives up; what was completed stays so.</param>
    /// <returns>One decision for each message, in the order in which they were taken.</returns>
    public async Task<IReadOnlyList<MailCompletionDecision>> RunAsync(bool whatIf, CancellationToken cancellationToken)
    {
        var decisions = new Dictionary<(string, MailLocation), MailCompletionDecision>();
        var work = _waiting.ToList();
        _waiting.Clear();
        foreach (var mailbox in work.GroupBy(w => (w.Value.Intake.Account, w.Key.Location.Mailbox)))
        {
            List<KeyValuePair<(string Account, MailLocation Location), (MailIntake Intake, string MessageId)>> group = [.. mailbox];
            if (whatIf)
            {
                group.ForEach(w => decisions[w.Key] = Decide(w.Key.Location, w.Value.MessageId) with { WhatIf = true });
                continue;
            }

            await CompleteMailboxAsync(group, decisions, cancellationToken).ConfigureAwait(false);
        }

        return [.. work.Select(w => decisions[w.Key])];
    }

    private async Task CompleteMailboxAsync(
        List<KeyValuePair<(string Account, MailLocation Location), (MailIntake Intake, string MessageId)>> group,
        Dictionary<(string, MailLocation), MailCompletionDecision> decisions,
        CancellationToken cancellationToken)
    {
        try
        {
            var session = await group[0].Value.Intake.Store.OpenAsync(group[0].Key.Location.Mailbox, cancellationToken).ConfigureAwait(false);
            await using var closing = session.ConfigureAwait(false);
            if (_options.Action == MailCompletionAction.Move)
            {
                await session.CreateFolderAsync(_options.Target, cancellationToken).ConfigureAwait(false);
            }

            foreach (var folder in group.GroupBy(w => (w.Key.Location.Folder, w.Key.Location.UidValidity)))
            {
                await CompleteFolderAsync(session, [.. folder], decisions, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (MailOpsException e)
        {
            Fail(group, decisions, e);
        }
    }

    private async Task CompleteFolderAsync(
        MailboxSession session,
        List<KeyValuePair<(string Account, MailLocation Location), (MailIntake Intake, string MessageId)>> group,
        Dictionary<(string, MailLocation), MailCompletionDecision> decisions,
        CancellationToken cancellationToken)
    {
        try
        {
            var place = group[0].Key.Location;
            var folder = await session.OpenFolderAsync(place.Folder, MailFolderAccess.Write, place.UidValidity, cancellationToken).ConfigureAwait(false);
            List<string> uids = [.. group.Select(w => w.Key.Location.Uid)];
            Dictionary<string, MailLocation?> moved = [];
            switch (_options.Action)
            {
                case MailCompletionAction.Move:
                    foreach (var move in await folder.MoveAsync(uids, _options.Target, cancellationToken).ConfigureAwait(false))
                    {
                        moved[move.Uid] = move.Target;
                    }

                    break;
                case MailCompletionAction.Delete:
                    await folder.DeleteAsync(uids, cancellationToken).ConfigureAwait(false);
                    break;
                case MailCompletionAction.Flag:
                    await folder.ChangeFlagsAsync(uids, _options.Flags, MailFlagSet.None, cancellationToken).ConfigureAwait(false);
                    break;
            }

            foreach (var item in group)
            {
                var decision = Decide(item.Key.Location, item.Value.MessageId);
                var isGone = _options.Action == MailCompletionAction.Move && !moved.ContainsKey(item.Key.Location.Uid);
                _done.Add(item.Key);
                decisions[item.Key] = isGone
                    ? decision with { Action = MailCompletionAction.None, Reason = IntakeTexts.Gone.Current }
                    : decision with { Changed = true, NewLocation = moved.TryGetValue(item.Key.Location.Uid, out var target) ? target : null };
            }
        }
        catch (MailOpsException e)
        {
            Fail(group, decisions, e);
        }
    }

    private MailCompletionDecision Decide(MailLocation location, string messageId) => new()
    {
        Location = location,
        MessageId = messageId,
        Action = _options.Action,
        Target = _options.Action == MailCompletionAction.Flag ? _options.Flags.ToString() : _options.Target,
    };

    private void Fail(
        List<KeyValuePair<(string Account, MailLocation Location), (MailIntake Intake, string MessageId)>> group,
        Dictionary<(string, MailLocation), MailCompletionDecision> decisions,
        MailOpsException failure)
    {
        foreach (var item in group.Where(item => !decisions.ContainsKey(item.Key)))
        {
            decisions[item.Key] = Decide(item.Key.Location, item.Value.MessageId) with
            {
                Action = MailCompletionAction.None,
                Reason = failure.Message,
                Failure = failure,
            };
        }
    }
}
