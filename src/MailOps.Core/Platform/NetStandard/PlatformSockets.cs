using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Platform;

/// <summary>
/// Sockets of .NET Framework and Mono, whose operations take no token: the wait ends at once, and the operation behind it when its socket is
/// disposed of, which the caller does.
/// </summary>
internal static class PlatformSockets
{
    public static Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken) =>
        WaitAsync(System.Net.Dns.GetHostAddressesAsync(host), cancellationToken);

    public static async Task ConnectAsync(Socket socket, IPEndPoint address, CancellationToken cancellationToken)
    {
        var done = Task.Factory.FromAsync(socket.BeginConnect, socket.EndConnect, address, state: null);
        using (cancellationToken.Register(static s => ((Socket)s!).Dispose(), socket))
        {
            try
            {
                await WaitAsync(done, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }
    }

    public static async ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellationToken) =>
        await WaitAsync(stream.ReadAsync(buffer, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);

    public static Task WriteAsync(Stream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        WaitAsync(stream.WriteAsync(bytes, cancellationToken), cancellationToken);

    public static async Task<T> WaitAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        await WaitAsync((Task)work, cancellationToken).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }

    public static async Task WaitAsync(Task work, CancellationToken cancellationToken)
    {
        if (!work.IsCompleted)
        {
            var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(static s => ((TaskCompletionSource<bool>)s!).TrySetResult(true), stopped))
            {
                if (await Task.WhenAny(work, stopped.Task).ConfigureAwait(false) != work)
                {
                    // Its end will be a fault that nobody waits for: looked at here, so that it is not reported as unobserved.
                    _ = work.ContinueWith(
                        static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                    throw new OperationCanceledException(cancellationToken);
                }
            }
        }

        await work.ConfigureAwait(false);
    }
}
