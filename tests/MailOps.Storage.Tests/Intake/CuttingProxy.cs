using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Tests.Intake;

/// <summary>Stands between a client and a server of lines, and cuts the next conversation at a chosen line of the client, as a kill would.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private static readonly Encoding Latin1 = Encoding.Latin1;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly CancellationTokenSource _stop = new();
    private int _left = int.MaxValue;
    private bool _serverHasIt;

    public CuttingProxy(int port)
    {
        _port = port;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The line at which it was cut; null when the conversation was over before.</summary>
    public string? CutAt { get; private set; }

    /// <summary>From now on everything is cut at this line, counted from here.</summary>
    /// <param name="line">The number of the line, from 1.</param>
    /// <param name="serverHasIt">Whether the server still gets the line and answers it, which the client never sees.</param>
    public void Arm(int line, bool serverHasIt)
    {
        CutAt = null;
        _serverHasIt = serverHasIt;
        _left = line;
    }

    /// <summary>Nothing is cut any more.</summary>
    public void Disarm() => _left = int.MaxValue;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        // Line by line: else each waits for the other side's delayed acknowledgement.
        client.NoDelay = true;
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _port);
                var conversation = new Conversation(client.GetStream(), server.GetStream(), _stop.Token);
                var answers = conversation.ForwardAnswersAsync();
                if (await ReadClientAsync(client.GetStream(), server.GetStream()) is { } last)
                {
                    // What the server makes of the line is done once it has answered; nobody hears it.
                    conversation.Swallowed = last.Split(' ')[0];
                    await server.GetStream().WriteAsync(Latin1.GetBytes(last), _stop.Token);
                    await answers;
                }
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Whoever hung up first.
            }
        }
    }

    // Passes lines on up to the one where it is cut; that one, when the server is still to have it.
    private async Task<string?> ReadClientAsync(NetworkStream client, NetworkStream server)
    {
        using var lines = new StreamReader(client, Latin1);
        while (await lines.ReadLineAsync(_stop.Token) is { } line)
        {
            if (--_left <= 0)
            {
                CutAt ??= line;
                return _left == 0 && _serverHasIt ? line + "\r\n" : null;
            }

            await server.WriteAsync(Latin1.GetBytes(line + "\r\n"), _stop.Token);
        }

        return null;
    }

    private sealed class Conversation(NetworkStream client, NetworkStream server, CancellationToken stop)
    {
        /// <summary>The tag of the answer that nobody hears.</summary>
        public string? Swallowed { get; set; }

        public async Task ForwardAnswersAsync()
        {
            using var lines = new StreamReader(server, Latin1);
            while (await lines.ReadLineAsync(stop) is { } line)
            {
                if (Swallowed is not { } tag)
                {
                    await client.WriteAsync(Latin1.GetBytes(line + "\r\n"), stop);
                }
                else if (line.StartsWith(tag, StringComparison.Ordinal) || line.StartsWith('+') || !tag.StartsWith('A'))
                {
                    return;
                }
            }
        }
    }
}
