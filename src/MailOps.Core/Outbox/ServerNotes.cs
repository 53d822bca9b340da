using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>
/// What a run knows about its servers. The first message to a server goes alone: were its credentials wrong, eight log-ins at once would lock
/// the account; were it dead, eight messages would wait for a time-out and not one. Who can be reached is noted in the store, once per run
/// and server, so that all dispatchers leave a dead one in peace.
/// </summary>
internal sealed class ServerNotes(IQueueOwner owner, DispatchOptions options, DispatchTally tally)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, State> _states = new(StringComparer.Ordinal);

    private enum State
    {
        /// <summary>A message is on its way to find out.</summary>
        Trying,

        /// <summary>It answered.</summary>
        Proven,

        /// <summary>It failed; its messages are given back.</summary>
        Failed,
    }

    /// <summary>What to do with a message for a server.</summary>
    public enum Advice
    {
        /// <summary>Send it.</summary>
        Send,

        /// <summary>Wait for the one that is finding out.</summary>
        Wait,

        /// <summary>Give it back.</summary>
        GiveBack,
    }

    /// <summary>Asked before a message is sent; whoever is told to send tells the outcome by <see cref="NoteAsync"/> or <see cref="GiveUp"/>.</summary>
    public Advice Ask(string server)
    {
        lock (_gate)
        {
            if (!_states.TryGetValue(server, out var state))
            {
                _states.Add(server, State.Trying);
                return Advice.Send;
            }

            return state switch
            {
                State.Proven => Advice.Send,
                State.Trying => Advice.Wait,
                _ => Advice.GiveBack,
            };
        }
    }

    /// <summary>New work for a server that had failed: the store says that its rest is over.</summary>
    public void Forgive(string server)
    {
        lock (_gate)
        {
            if (_states.TryGetValue(server, out var state) && state == State.Failed)
            {
                _states.Remove(server);
            }
        }
    }

    /// <summary>The one that was to find out ended without an answer.</summary>
    public void GiveUp(string server)
    {
        lock (_gate)
        {
            if (_states.TryGetValue(server, out var state) && state == State.Trying)
            {
                _states.Remove(server);
            }
        }
    }

    /// <summary>The set-up of a server is wrong; nothing was sent.</summary>
    public void NoteMisconfigured(string server, string reason)
    {
        Set(server, State.Failed);
        tally.AddMisconfigured(server, OutboxFindings.ServerMisconfigured.Found(server, reason));
    }

    public async Task NoteAsync(ClaimedMessage message, MailDeliveryReport report)
    {
        var first = report.Recipients.FirstOrDefault(r => r.Outcome != MailOutcome.Withheld);
        if (first is null)
        {
            GiveUp(message.Server);
            return;
        }

        var isReached = !ReplyJudgement.IsAboutServer(first);
        if (!isReached)
        {
            AddFinding(message.Server, report.Server, first);
        }

        if (isReached && report.Recipients.FirstOrDefault(ReplyJudgement.IsSlowDown) is { } slow)
        {
            // What is claimed is given back: it would only be refused as well.
            Set(message.Server, State.Failed);
            tally.Add(OutboxFindings.ServerSlowed.Found(report.Server, slow.Reply!.ToString()), message.Server);
            await owner.SlowServerAsync(message.Server, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        if (IsWrongLogin(first))
        {
            Set(message.Server, State.Failed);
            await owner.HoldServerAsync(message.Server, first.Reply!.ToString(), CancellationToken.None).ConfigureAwait(false);
            return;
        }

        var isNews = Set(message.Server, isReached ? State.Proven : State.Failed);
        if (isNews || !isReached)
        {
            await owner.NoteServerAsync(message.Server, isReached, options.ServerRest, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // Only what the server said itself: a secret that cannot be read was never tried.
    private static bool IsWrongLogin(RecipientOutcome outcome) =>
        outcome is { Outcome: MailOutcome.Rejected, Phase: SmtpPhase.Auth, Reply: not null };

    private bool Set(string server, State state)
    {
        lock (_gate)
        {
            var isNews = !_states.TryGetValue(server, out var before) || before != state;
            _states[server] = state;
            return isNews;
        }
    }

    private void AddFinding(string name, string server, RecipientOutcome outcome)
    {
        var reason = outcome.Failure?.Message ?? outcome.Reply?.ToString() ?? "";
        if (outcome.Outcome == MailOutcome.Rejected || outcome.Failure?.ErrorId == OutboxErrors.SecretUnavailableId)
        {
            // Wrong credentials stay wrong: trying them for each mail would lock the account.
            tally.AddMisconfigured(name, OutboxFindings.ServerMisconfigured.Found(server, reason));
        }
        else
        {
            tally.Add(OutboxFindings.ServerUnreachable.Found(server, reason), name);
        }
    }
}
