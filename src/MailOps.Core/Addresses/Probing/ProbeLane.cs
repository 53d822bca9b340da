using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Smtp;

namespace MailOps.Addresses;

/// <summary>
/// All questions to one mail server: one connection, one question at a time, so many a minute and no more, and none after three refusals
/// in a row. Only ever MAIL, RCPT and RSET.
/// </summary>
internal sealed class ProbeLane(string host, AddressProbeOptions options, SmtpOptions smtp, MailClock clock) : IDisposable
{
    private const int MaxRefusals = 3;

    // A connection does not wait longer than this for the next question: servers count idle ones too.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Queue<TimeSpan> _asked = new();

    // Whether a domain takes everything; null when its server did not say.
    private readonly Dictionary<string, bool?> _takesAll = new(StringComparer.Ordinal);
    private SmtpConnection? _connection;
    private SmtpOptions _smtp = smtp;
    private MailOpsException? _unreachable;
    private int _refusals;
    private int _waiting;
    private int _isSilenceTaken;

    /// <summary>Whether no connection could be made.</summary>
    public bool IsUnreachable => _unreachable is not null;

    /// <summary>Whether nobody took the connection, which may lie at this side; true for the first who asks only.</summary>
    public bool TakeSilence() =>
        _unreachable is { ErrorId: "MailOps.Net.ConnectFailed" or "MailOps.Net.Timeout" } && Interlocked.Exchange(ref _isSilenceTaken, 1) == 0;

    public async Task<ProbeOutcome> ProbeAsync(MailAddress address, CancellationToken cancellationToken)
    {
        await WaitForTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return FindObstacle(address.DomainText) ?? await AskAsync(address, cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpException e) when (e.Reply is { } reply)
        {
            Close();
            return Refused(reply);
        }
        catch (MailOpsException e)
        {
            var atConnect = _connection is { Phase: SmtpPhase.Connect };
            Close();
            _unreachable = atConnect ? e : null;
            return FindObstacle(address.DomainText) ?? Outcome(ProbeState.TempError, e.Message);
        }
        catch (OperationCanceledException)
        {
            Close();
            throw;
        }
        finally
        {
            if (Interlocked.Decrement(ref _waiting) == 0)
            {
                await QuitAsync().ConfigureAwait(false);
            }

            _turn.Release();
        }
    }

    public void Dispose()
    {
        Close();
        _turn.Dispose();
    }

    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Interlocked.Decrement(ref _waiting);
            throw;
        }
    }

    private ProbeOutcome? FindObstacle(string domain) =>
        _unreachable is not null ? ProbeOutcome.NotProbed(Fill(ProbeTexts.Unreachable, host, _unreachable.Message))
        : _refusals >= MaxRefusals ? ProbeOutcome.NotProbed(Fill(ProbeTexts.Stopped, host))
        : _takesAll.TryGetValue(domain, out var all) && all == true ? Outcome(ProbeState.CatchAll, "")
        : null;

    private async Task<ProbeOutcome> AskAsync(MailAddress address, CancellationToken cancellationToken)
    {
        await PaceAsync(cancellationToken).ConfigureAwait(false);
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (address.RequiresSmtpUtf8 && !connection.Capabilities.SmtpUtf8)
        {
            return ProbeOutcome.NotProbed(Fill(ProbeTexts.NeedsUtf8, host));
        }

        var (reply, isOfMail) = await RcptAsync(address.Address, address.RequiresSmtpUtf8, cancellationToken).ConfigureAwait(false);
        if (isOfMail)
        {
            // Whatever the status says, it is about the sender.
            return Refused(reply);
        }

        var state = ProbeReply.Judge(reply);
        if (state != ProbeState.Accepted)
        {
            _refusals += reply.IsPermanent ? 1 : 0;
            return Outcome(state, reply.ToString());
        }

        _refusals = 0;
        return Outcome(await JudgeDomainAsync(address.DomainText, cancellationToken).ConfigureAwait(false), reply.ToString());
    }

    // A mailbox that was taken proves something only where another one is refused.
    private async Task<ProbeState> JudgeDomainAsync(string domain, CancellationToken cancellationToken)
    {
        if (!_takesAll.TryGetValue(domain, out var all))
        {
            var (reply, isOfMail) = await RcptAsync(MadeUpName() + "@" + domain, useUtf8: false, cancellationToken).ConfigureAwait(false);
            all = isOfMail ? null : reply.IsPositive ? true : reply.IsPermanent ? false : null;
            _takesAll.Add(domain, all);
        }

        return all switch
        {
            true => ProbeState.CatchAll,
            false => ProbeState.Accepted,
            null => ProbeState.AcceptedWithoutProof,
        };
    }

    // MAIL, RCPT, RSET. The reply is that of MAIL when that was refused.
    private async Task<(SmtpReply Reply, bool IsOfMail)> RcptAsync(string recipient, bool useUtf8, CancellationToken cancellationToken)
    {
        await PaceAsync(cancellationToken).ConfigureAwait(false);
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var time = connection.Timeouts.Command;
        connection.Phase = SmtpPhase.MailFrom;
        var mail = await connection.CommandAsync("MAIL FROM:<" + options.Sender + (useUtf8 ? "> SMTPUTF8" : ">"), time, cancellationToken).ConfigureAwait(false);
        if (!mail.IsPositive)
        {
            return connection.Closing(mail) is { } end ? throw end : (mail, true);
        }

        connection.Phase = SmtpPhase.RcptTo;
        _asked.Enqueue(clock.Elapsed);
        var reply = await connection.CommandAsync("RCPT TO:<" + recipient + ">", time, cancellationToken).ConfigureAwait(false);
        if (connection.Closing(reply) is { } closing)
        {
            throw closing;
        }

        await connection.ResetAsync(cancellationToken).ConfigureAwait(false);
        return (reply, false);
    }

    // Before connecting, so that no connection is held for the wait.
    private async Task PaceAsync(CancellationToken cancellationToken)
    {
        while (_asked.Count > 0)
        {
            var pause = Minute - (clock.Elapsed - _asked.Peek());
            if (pause <= TimeSpan.Zero)
            {
                _asked.Dequeue();
                continue;
            }

            if (_asked.Count < options.RecipientsPerMinute)
            {
                return;
            }

            if (pause > LongestPause)
            {
                await QuitAsync().ConfigureAwait(false);
            }

            await clock.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SmtpConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is { Net.IsQuiet: true })
        {
            return _connection;
        }

        Close();
        _connection = new SmtpConnection(_smtp, clock);
        try
        {
            await _connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException) when (_connection.Phase == SmtpPhase.StartTls && _smtp.Security != Net.ConnectionSecurity.None)
        {
            // RFC 7435: protection where it can be had. Nothing secret is said here, so a server whose TLS is broken is asked in the clear.
            Close();
            _smtp = _smtp with { Security = Net.ConnectionSecurity.None };
            _connection = new SmtpConnection(_smtp, clock);
            await _connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        return _connection;
    }

    private ProbeOutcome Refused(SmtpReply reply)
    {
        _refusals += reply.IsPermanent ? 1 : 0;
        return Outcome(reply.IsPermanent ? ProbeState.Refused : ProbeState.TempError, reply.ToString());
    }

    private ProbeOutcome Outcome(ProbeState state, string text) => new() { State = state, Host = host, Text = text };

    private async Task QuitAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.QuitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private static string Fill(Localized text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text.Current, values);

    // Long enough that nobody has it, and nothing that a pattern of traps would know.
    private static string MadeUpName()
    {
        var bytes = new byte[18];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(bytes);
        }

        return string.Concat(Array.ConvertAll(bytes, b => (char)('a' + (b % 26))));
    }
}
