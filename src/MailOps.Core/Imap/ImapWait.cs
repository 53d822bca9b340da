using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Imap;

/// <summary>Waits for mail: IDLE (RFC 2177), or NOOP every half minute where the server has none.</summary>
internal sealed class ImapWait(ImapFolder folder)
{
    // RFC 2177 section 3: IDLE is begun anew at least every 29 minutes.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(30);

    // How late news is noticed; the connection itself is read only when there is something.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly ImapConnection _connection = folder.Connection;
    private readonly MailClock _clock = folder.Session.Clock;

    public async Task<bool> RunAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var end = _clock.Elapsed + time;
        while (folder.Arrived == folder.Known)
        {
            var left = end - _clock.Elapsed;
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            if (_connection.Capabilities.Idle)
            {
                await IdleAsync(left < LongestIdle ? left : LongestIdle, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _connection.RunAsync(_connection.Command("NOOP"), r => r.Name == "EXISTS", cancellationToken).ConfigureAwait(false);
            }

            folder.RequireSame();
            if (!_connection.Capabilities.Idle && folder.Arrived == folder.Known)
            {
                await _clock.Delay(left < PollEvery ? left : PollEvery, cancellationToken).ConfigureAwait(false);
            }
        }

        folder.Known = folder.Arrived;
        return true;
    }

    private async Task IdleAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var end = _clock.Elapsed + time;
        try
        {
            var tag = await _connection.SendAsync(_connection.Command("IDLE"), cancellationToken).ConfigureAwait(false);
            var isIdle = false;
            while (!isIdle || (folder.Arrived == folder.Known && _clock.Elapsed < end))
            {
                if (isIdle && _connection.IsQuiet)
                {
                    await _clock.Delay(Look, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                var response = await _connection.NextAsync(tag, "IDLE", cancellationToken).ConfigureAwait(false);
                if (response.Tag == tag)
                {
                    // Ended by the server, before we did.
                    return;
                }

                isIdle |= response.IsContinuation;
                _connection.Wanted();
            }

            await _connection.ContinueAsync("DONE", "DONE", "IDLE", cancellationToken).ConfigureAwait(false);
            await _connection.FinishAsync(tag, "IDLE", null, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody says DONE any more.
            _connection.Dispose();
            throw;
        }
    }
}
