#pragma warning disable CA1835 // .NET Framework, where these tests run too, lacks the newer overloads.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Tests.Domains;

/// <summary>Says the same line again and again, slowly, to whoever connects.</summary>
internal sealed class SlowServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    public SlowServer(string line, TimeSpan pause)
    {
        _listener.Start();
        _ = Task.Run(() => ServeAsync(Encoding.ASCII.GetBytes(line), pause));
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task ServeAsync(byte[] line, TimeSpan pause)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        try
        {
            while (true)
            {
                await client.GetStream().WriteAsync(line, 0, line.Length);
                await Task.Delay(pause, _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client has had enough.
        }
    }
}
