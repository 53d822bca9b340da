using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;

namespace MailOps.Smtp;

/// <summary>
/// Hands messages to one SMTP server. Connections are kept and carry one message after the other; up to
/// <see cref="SmtpOptions.MaxConnections"/> messages are under way at once, the others wait for their turn.
/// </summary>
public sealed class SmtpTransport : IMailTransport, IAsyncDisposable, IDisposable
{
    private readonly SmtpOptions _options;
    private readonly MailClock _clock;
    private readonly SmtpConnectionPool _pool;
    private readonly SmtpServerNotes _notes = new();

    /// <summary>A transport; the first message opens the first connection.</summary>
    /// <param name="options">Server, protection, credential, times.</param>
    /// <param name="clock">The time; null for the machine's.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Smtp.InvalidOptions</c>: host, port, HELO name or a number is unusable.</exception>
    public SmtpTransport(SmtpOptions options, MailClock? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        SmtpOptionsCheck.Run(options);
        _options = options;
        _clock = clock ?? MailClock.System;
        _pool = new SmtpConnectionPool(options, _clock);
    }

    /// <inheritdoc/>
    public async Task<MailDeliveryReport> SendAsync(
        MailEnvelope envelope, ReadOnlyMemory<byte> message, MailStartGate? gate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var text = new SmtpEnvelopeText(envelope);
        var traits = SmtpMessageTraits.Of(message.Span);
        var attempt = new SmtpAttempt(_options, _clock, text, envelope, message, traits, gate, _notes);
        var connection = await _pool.AcquireAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            (connection, var outcomes) = await attempt.RunAsync(connection, cancellationToken).ConfigureAwait(false);
            return Report(connection, text, traits, outcomes);
        }
        catch
        {
            attempt.Dispose();
            connection = null;
            throw;
        }
        finally
        {
            _pool.Release(connection);
        }
    }

    /// <summary>Connects, protects and logs in as for a message, and tells what the server offers. No mail is sent.</summary>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="MailOpsException">A step failed.</exception>
    public async Task<SmtpServerInfo> GetServerInfoAsync(CancellationToken cancellationToken)
    {
        var connection = await _pool.AcquireAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (connection is null)
            {
                connection = new SmtpConnection(_options, _clock);
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            }

            return new SmtpServerInfo { Server = connection.Endpoint, TlsVersion = connection.TlsVersion, Capabilities = connection.Capabilities };
        }
        catch
        {
            connection?.Dispose();
            connection = null;
            throw;
        }
        finally
        {
            _pool.Release(connection);
        }
    }

    /// <summary>Says goodbye on idle connections and closes them. Messages under way are finished; wait for them first.</summary>
    public async ValueTask DisposeAsync() => await _pool.CloseAsync().ConfigureAwait(false);

    /// <summary>Closes idle connections without a word.</summary>
    public void Dispose() => _pool.Dispose();

    private MailDeliveryReport Report(
        SmtpConnection? connection, SmtpEnvelopeText text, SmtpMessageTraits traits, IReadOnlyList<RecipientOutcome> outcomes)
    {
        var server = HostConnector.Describe(_options.Host, _options.EffectivePort);
        var findings = new List<Finding>();
        var wasSent = outcomes.Any(o => o.Outcome is MailOutcome.Accepted or MailOutcome.InDoubt);
        if (wasSent && text.WantsDsn && connection?.Capabilities.Dsn == false)
        {
            findings.Add(SmtpFindings.DsnNotOffered.Found(server));
        }

        if (wasSent && connection is { TlsVersion: null })
        {
            findings.Add(SmtpFindings.SentInClear.Found(server));
        }

        if (connection is { TlsVersion: not null } && _options.DangerousAcceptAnyCertificate)
        {
            findings.Add(SmtpFindings.CertificateNotChecked.Found(server));
        }

        if (_options.Transcript?.Failure is { } failure)
        {
            findings.Add(SmtpFindings.TranscriptStopped.Found(failure.Message));
        }

        return new MailDeliveryReport
        {
            Recipients = outcomes,
            Server = server,
            TlsVersion = connection?.TlsVersion,
            Size = traits.Size,
            Findings = findings.Count == 0 ? FindingList.Empty : new FindingList(findings),
        };
    }
}
