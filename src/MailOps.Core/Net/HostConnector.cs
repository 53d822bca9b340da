using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Net;

/// <summary>Looks up the addresses of a host.</summary>
internal delegate Task<IReadOnlyList<IPAddress>> HostLookup(string host, CancellationToken cancellationToken);

/// <summary>
/// Connects to the first address of a host that answers. A smaller sibling of RFC 8305: address families take turns, the next address is
/// tried when the last one has failed or said nothing for 250 ms, and the first connection wins.
/// </summary>
internal sealed class HostConnector(MailClock clock, HostLookup? lookup = null, IPAddress? localAddress = null)
{
    // RFC 8305 section 8: the recommended Connection Attempt Delay.
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    // A name with hundreds of addresses is a mistake or an attack.
    private const int MaxAddresses = 16;

    private readonly HostLookup _lookup = lookup ?? LookUpBySystemAsync;

    /// <summary>Connects.</summary>
    /// <param name="host">A name or an address, with or without brackets.</param>
    /// <param name="port">The port.</param>
    /// <param name="timeout">For the look-up and all attempts together.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="MailOpsException">No address, or none answers.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var endpoint = Describe(host, port);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempts = new Attempts(endpoint, port, localAddress, stop.Token);
        try
        {
            var overdue = clock.Delay(timeout, stop.Token);
            var work = RunAsync(host, attempts, stop.Token);
            if (await Task.WhenAny(work, overdue).ConfigureAwait(false) == work)
            {
                return await work.ConfigureAwait(false);
            }

            Attempts.CloseLate(work);
            cancellationToken.ThrowIfCancellationRequested();
            throw NetErrors.Timeout(endpoint, "connect", timeout);
        }
        finally
        {
            stop.Cancel();
        }
    }

    internal static string Describe(string host, int port) =>
        host.Contains(':') && !host.StartsWith('[')
            ? string.Format(CultureInfo.InvariantCulture, "[{0}]:{1}", host, port)
            : string.Format(CultureInfo.InvariantCulture, "{0}:{1}", host, port);

    private static async Task<IReadOnlyList<IPAddress>> LookUpBySystemAsync(string host, CancellationToken cancellationToken) =>
        await PlatformSockets.LookUpAsync(host, cancellationToken).ConfigureAwait(false);

    private async Task<Socket> RunAsync(string host, Attempts attempts, CancellationToken stop)
    {
        var addresses = await AddressesOfAsync(host, stop).ConfigureAwait(false);
        try
        {
            foreach (var address in addresses)
            {
                attempts.Start(address);
                var pause = clock.Delay(AttemptDelay, stop);
                if (await attempts.NextAsync(pause).ConfigureAwait(false) is { } early)
                {
                    return early;
                }
            }

            while (attempts.Pending)
            {
                if (await attempts.NextAsync(pause: null).ConfigureAwait(false) is { } late)
                {
                    return late;
                }
            }
        }
        finally
        {
            attempts.CloseRest();
        }

        throw attempts.Failure();
    }

    private async Task<IReadOnlyList<IPAddress>> AddressesOfAsync(string host, CancellationToken stop)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            return Fitting([literal]) is { Count: > 0 } one ? one : throw NetErrors.HostNotFound(host, cause: null);
        }

        IReadOnlyList<IPAddress> found;
        try
        {
            found = await _lookup(host, stop).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData
                ? NetErrors.HostNotFound(host, e)
                : NetErrors.LookupFailed(host, e.Message, e);
        }
        catch (ArgumentException e)
        {
            // Names of more than 255 characters.
            throw NetErrors.HostNotFound(host, e);
        }

        found = Fitting(found);
        return found.Count == 0 ? throw NetErrors.HostNotFound(host, cause: null) : TakeTurns(found);
    }

    // From an address of one family only those of the same family can be reached.
    private IReadOnlyList<IPAddress> Fitting(IReadOnlyList<IPAddress> addresses) =>
        localAddress is null ? addresses : [.. addresses.Where(a => a.AddressFamily == localAddress.AddressFamily)];

    // RFC 8305 section 4: families alternate, beginning with the one that the resolver put first.
    private static List<IPAddress> TakeTurns(IReadOnlyList<IPAddress> addresses)
    {
        var first = new Queue<IPAddress>(addresses.Where(a => a.AddressFamily == addresses[0].AddressFamily));
        var other = new Queue<IPAddress>(addresses.Where(a => a.AddressFamily != addresses[0].AddressFamily));
        var turns = new List<IPAddress>();
        while (turns.Count < MaxAddresses && first.Count + other.Count > 0)
        {
            if (first.Count > 0)
            {
                turns.Add(first.Dequeue());
            }

            if (other.Count > 0)
            {
                turns.Add(other.Dequeue());
            }
        }

        return turns;
    }

    /// <summary>The attempts under way; a connection that comes too late is closed.</summary>
    private sealed class Attempts(string endpoint, int port, IPAddress? localAddress, CancellationToken stop)
    {
        private readonly List<Task<Socket>> _pending = [];
        private readonly List<Exception> _failures = [];

        public bool Pending => _pending.Count > 0;

        public void Start(IPAddress address) => _pending.Add(ConnectOneAsync(new IPEndPoint(address, port)));

        /// <summary>Waits for the next success (its socket), failure or the end of the pause (null).</summary>
        public async Task<Socket?> NextAsync(Task? pause)
        {
            var done = await Task.WhenAny(pause is null ? _pending : [.. _pending, pause]).ConfigureAwait(false);
            if (done == pause)
            {
                await done.ConfigureAwait(false);
                return null;
            }

            var attempt = (Task<Socket>)done;
            _pending.Remove(attempt);
            try
            {
                return await attempt.ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                _failures.Add(e);
                return null;
            }
        }

        public void CloseRest() => _pending.ForEach(CloseLate);

        public MailOpsException Failure() => NetErrors.ConnectFailed(
            endpoint, string.Join("; ", _failures.Select(f => f.Message).Distinct()), _failures.LastOrDefault());

        public static void CloseLate(Task<Socket> attempt) => attempt.ContinueWith(
            static t =>
            {
                if (t.Status == TaskStatus.RanToCompletion)
                {
                    t.Result.Dispose();
                }
                else
                {
                    // Looked at, so that it is not reported as unobserved.
                    _ = t.Exception;
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

        private async Task<Socket> ConnectOneAsync(IPEndPoint address)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                if (localAddress is not null)
                {
                    socket.Bind(new IPEndPoint(localAddress, 0));
                }

                await PlatformSockets.ConnectAsync(socket, address, stop).ConfigureAwait(false);
                return socket;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
