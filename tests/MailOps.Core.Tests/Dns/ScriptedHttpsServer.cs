using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using MailOps.Tests.Servers;

namespace MailOps.Tests.Dns;

/// <summary>One request that came: its head and its body.</summary>
internal sealed class ScriptedHttpRequest(string head, byte[] body)
{
    public string Head { get; } = head;

    public byte[] Body { get; } = body;
}

/// <summary>
/// An HTTPS server on loopback that speaks HTTP/1.1 only and answers with the octets that the test writes. It keeps connections open; an empty
/// answer closes them.
/// </summary>
internal sealed class ScriptedHttpsServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<ScriptedHttpRequest, byte[]> _answer;
    private readonly X509Certificate2 _certificate;
    private readonly List<ScriptedHttpRequest> _requests = [];
    private readonly List<TcpClient> _clients = [];

    public ScriptedHttpsServer(Func<ScriptedHttpRequest, byte[]> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate ?? TestCertificates.Server;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections
    {
        get
        {
            lock (_clients)
            {
                return _clients.Count;
            }
        }
    }

    public IReadOnlyList<ScriptedHttpRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>An answer with status 200.</summary>
    public static byte[] Ok(string mediaType, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {mediaType}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    public static byte[] Text(string text) => Encoding.ASCII.GetBytes(text.Replace("\n", "\r\n"));

    public void Dispose()
    {
        _listener.Stop();
        lock (_clients)
        {
            _clients.ForEach(client => client.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                client.NoDelay = true;
                lock (_clients)
                {
                    _clients.Add(client);
                }

                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(_certificate, clientCertificateRequired: false, SslProtocols.Tls12, checkCertificateRevocation: false);
            while (true)
            {
                var head = await ReadHeadAsync(tls);
                var request = new ScriptedHttpRequest(head, await ReadAsync(tls, LengthIn(head)));
                lock (_requests)
                {
                    _requests.Add(request);
                }

                var answer = _answer(request);
                if (answer.Length == 0)
                {
                    return;
                }

#pragma warning disable CA1835 // .NET Framework has no other overload.
                await tls.WriteAsync(answer, 0, answer.Length);
#pragma warning restore CA1835
                await tls.FlushAsync();
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or AuthenticationException or InvalidOperationException)
        {
            // The client has gone, or does not trust us.
        }
        finally
        {
            client.Dispose();
        }
    }

    private static int LengthIn(string head)
    {
        foreach (var line in head.Split(["\r\n"], StringSplitOptions.None))
        {
            var parts = line.Split(':');
            if (string.Equals(parts[0], "Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                return int.Parse(parts[1], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }

    private static async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await ReadAsync(stream, 1))[0]);
        }

        return head.ToString();
    }

#pragma warning disable CA1835 // .NET Framework has no other overload.
    private static async Task<byte[]> ReadAsync(Stream stream, int count)
    {
        var octets = new byte[count];
        for (var length = 0; length < count;)
        {
            var read = await stream.ReadAsync(octets, length, count - length);
            length += read > 0 ? read : throw new EndOfStreamException();
        }

        return octets;
    }
#pragma warning restore CA1835
}
