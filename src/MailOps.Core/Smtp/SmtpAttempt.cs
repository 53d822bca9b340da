using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Smtp;

/// <summary>One message on its way: over an idle connection or a new one, asking the gate once, and again when the idle one was dead.</summary>
internal sealed class SmtpAttempt(
    SmtpOptions options, MailClock clock, SmtpEnvelopeText text, MailEnvelope envelope, ReadOnlyMemory<byte> message, SmtpMessageTraits traits,
    MailStartGate? gate, SmtpServerNotes notes) : IDisposable
{
    private SmtpConnection? _connection;
    private IReadOnlyList<int>? _admitted;

    /// <summary>Runs the attempt.</summary>
    /// <param name="idle">An idle connection, or null.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>The connection last used, and an outcome for each recipient of the envelope.</returns>
    public async Task<(SmtpConnection Connection, IReadOnlyList<RecipientOutcome> Outcomes)> RunAsync(
        SmtpConnection? idle, CancellationToken cancellationToken)
    {
        _connection = idle;
        var outcomes = idle is null ? null : await TryAsync(idle, isReused: true, cancellationToken).ConfigureAwait(false);
        if (outcomes is null)
        {
            _connection?.Dispose();
            _connection = new SmtpConnection(options, clock);
            outcomes = (await OpenAsync(_connection, cancellationToken).ConfigureAwait(false)
                ?? await TryAsync(_connection, isReused: false, cancellationToken).ConfigureAwait(false))!;
        }

        return (_connection!, outcomes);
    }

    /// <summary>Closes the connection, after an exception.</summary>
    public void Dispose() => _connection?.Dispose();

    private async Task<IReadOnlyList<RecipientOutcome>?> OpenAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (MailOpsException e)
        {
            connection.Dispose();

            // Whom the gate has withheld stays withheld when a second connection was needed and failed.
            return Complete(SmtpOutcomes.ForAll(Admitted(), connection.Phase, e));
        }
    }

    /// <summary>Null: the reused connection was dead, and nothing has happened.</summary>
    private async Task<IReadOnlyList<RecipientOutcome>?> TryAsync(SmtpConnection connection, bool isReused, CancellationToken cancellationToken)
    {
        if (SmtpTransaction.FindObstacle(connection, text, traits) is { } obstacle)
        {
            return Complete(SmtpOutcomes.ForAll(Admitted(), SmtpPhase.MailFrom, obstacle));
        }

        connection.Phase = SmtpPhase.MailFrom;
        if (connection.NeedsReset)
        {
            try
            {
                await connection.ResetAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (MailOpsException) when (isReused)
            {
                return null;
            }
        }

        if (_admitted is null)
        {
            await AskGateAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_admitted!.Count == 0)
        {
            return Complete([]);
        }

        var transaction = new SmtpTransaction(connection, text, _admitted, message, traits, options.UseChunking && !notes.ChunkingFails);
        var outcomes = await transaction.RunAsync(cancellationToken).ConfigureAwait(false);
        notes.ChunkingFails |= transaction.ChunkingFailed;
        return isReused && transaction.WasDead ? null : Complete(outcomes);
    }

    private async Task AskGateAsync(CancellationToken cancellationToken)
    {
        var everyone = Enumerable.Range(0, envelope.Recipients.Count);
        if (gate is null)
        {
            _admitted = [.. everyone];
            return;
        }

        var wanted = new HashSet<EnvelopeRecipient>(await gate(envelope, cancellationToken).ConfigureAwait(false));
        _admitted = [.. everyone.Where(i => wanted.Contains(envelope.Recipients[i]))];
    }

    private IEnumerable<EnvelopeRecipient> Admitted() =>
        _admitted is null ? envelope.Recipients : _admitted.Select(i => envelope.Recipients[i]);

    // Puts the outcomes of those admitted into the order of the envelope, and adds those withheld.
    private IReadOnlyList<RecipientOutcome> Complete(IReadOnlyList<RecipientOutcome> outcomes)
    {
        if (outcomes.Count == envelope.Recipients.Count)
        {
            return outcomes;
        }

        var all = envelope.Recipients.Select(r => SmtpOutcomes.Of(r, MailOutcome.Withheld, SmtpPhase.MailFrom)).ToArray();
        for (var i = 0; i < outcomes.Count; i++)
        {
            all[_admitted![i]] = outcomes[i];
        }

        return all;
    }
}
