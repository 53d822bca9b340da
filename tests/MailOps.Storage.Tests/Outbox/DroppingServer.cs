using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace MailOps.Tests.Outbox;

/// <summary>
/// An SMTP server that breaks every connection off at another command: before the greeting, after EHLO, MAIL, RCPT, DATA, in the content,
/// before and after its answer to the final dot. One connection in nine stands. It notes whom it has taken a message for.
/// </summary>
internal sealed class DroppingServer : IDisposable
{
    private const int Ways = 9;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _connections;

    public DroppingServer()
    {
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => _connections;

    public ConcurrentQueue<string> Taken { get; } = new();

    public void Dispose() => _listener.Stop();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                var way = _connections++ % Ways;
                _ = Task.Run(() => TalkAsync(client, way));
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client, int way)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                if (way == 0)
                {
                    return;
                }

                await SayAsync(stream, "220 mx.test");
                for (var recipient = ""; await reader.ReadLineAsync() is { } line;)
                {
                    var command = line.Split(' ')[0].ToUpperInvariant();
                    if (way == 1 && command == "EHLO" || way == 2 && command == "MAIL" || way == 3 && command == "RCPT" || way == 4 && command == "DATA")
                    {
                        return;
                    }

                    recipient = command == "RCPT" ? line.Substring(line.IndexOf('<') + 1, line.IndexOf('>') - line.IndexOf('<') - 1) : recipient;
                    await SayAsync(stream, command == "DATA" ? "354 go" : "250 ok");
                    if (command == "DATA" && !await TakeAsync(stream, reader, recipient, way))
                    {
                        return;
                    }
                }
            }
            catch (IOException)
            {
                // The client hung up first.
            }
        }
    }

    // False: the connection is broken off here.
    private async Task<bool> TakeAsync(NetworkStream stream, StreamReader reader, string recipient, int way)
    {
        if (way == 5)
        {
            return false;
        }

        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
        }

        if (way == 6)
        {
            return false;
        }

        Taken.Enqueue(recipient);
        if (way == 7)
        {
            return false;
        }

        await SayAsync(stream, "250 2.0.0 taken");
        return way == 8;
    }

    private static Task SayAsync(NetworkStream stream, string line)
    {
        var bytes = Encoding.ASCII.GetBytes(line + "\r\n");
        return stream.WriteAsync(bytes, 0, bytes.Length);
    }
}
