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
    private readonly List<PendingCompletion> _waiting = [];
    private readonly HashSet<(string Account, MailLocation Location)> _taken = [];

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
        var intake = mail.Intake ?? throw IntakeErrors.NoSource(mail.Location);
        return Add(new PendingCompletion(intake, mail.Location, mail.MessageId, intake.Memory is null ? "" : MessageIdentity.Of(mail)));
    }

    /// <summary>Completes what waits.</summary>
    /// <param name="whatIf">True: say what would be done, change nothing and ask no server.</param>
    /// <param name="cancellationToken">Gives up; what was completed stays so.</param>
    /// <returns>One decision for each message, in the order in which they were taken.</returns>
    public async Task<IReadOnlyList<MailCompletionDecision>> RunAsync(bool whatIf, CancellationToken cancellationToken)
    {
        var work = _waiting.ToList();
        _waiting.Clear();
        var run = new CompletionRun(_options);
        foreach (var mailbox in work.GroupBy(mail => (mail.Intake.Account, mail.Location.Mailbox)))
        {
            if (!whatIf)
            {
                await run.CompleteAsync([.. mailbox], cancellationToken).ConfigureAwait(false);
            }
        }

        // What was not completed may be taken again.
        _taken.ExceptWith(work.Where(mail => whatIf || run.DecisionFor(mail).Failure is not null).Select(mail => mail.Key));
        return [.. work.Select(mail => whatIf ? run.Decide(mail) with { WhatIf = true } : run.DecisionFor(mail))];
    }

    /// <summary>As <see cref="Add(ReceivedMail)"/>, for a message whose content is not at hand.</summary>
    internal bool Add(PendingCompletion mail)
    {
        var isNew = _taken.Add(mail.Key);
        if (isNew)
        {
            _waiting.Add(mail);
        }

        return isNew;
    }
}
