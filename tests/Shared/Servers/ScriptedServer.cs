#pragma warning disable CA1835, CA1846, CA1865 // .NET Framework, where these tests run too, lacks the newer overloads.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests.Servers;

/// <summary>How a scripted server sends: a reader that trusts packet boundaries fails in one of these ways.</summary>
public enum Sending
{
    /// <summary>All lines up to the next wait in one packet.</summary>
    Whole,

    /// <summary>A packet a line.</summary>
    ByLine,

    /// <summary>A packet a byte.</summary>
    ByByte,
}

/// <summary>
/// A server of a line-based protocol that follows a script, a conversation for each connection:
/// <code>
/// S: 220 mx.test ESMTP        sends a line
/// C: EHLO client.test         waits for exactly this line; * at its end stands for anything
/// S+ text                     sends text without a line end (\r, \n, \0 and \\ are read)
/// TLS                         server's side of a handshake
/// HANG                        says nothing more until the client closes; <see cref="Hanging"/> tells that it has come to this
/// STALL                       neither says nor reads anything until the test is over
/// CLOSE / RESET               closes / closes hard
/// </code>
/// A line that was sent too early is a fault too: nothing may be waiting when the server begins to speak.
/// </summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string[] _scripts;
    private readonly Sending _sending;
    private readonly Task _work;
    private readonly List<TcpClient> _clients = [];
    private readonly TaskCompletionSource<bool> _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    public ScriptedServer(params string[] scripts)
        : this(Sending.Whole, scripts)
    {
    }

    public ScriptedServer(Sending sending, params string[] scripts)
    {
        _scripts = scripts;
        _sending = sending;
        _listener.Start();
        _work = Task.Run(ServeAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many clients have connected.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Ends when a script has come to HANG or STALL.</summary>
    public Task Hanging => _hanging.Task;

    /// <summary>Waits until all scripts have been played to their end, and reports the first deviation.</summary>
    public async Task CompletedAsync()
    {
        if (await Task.WhenAny(_work, Task.Delay(TimeSpan.FromSeconds(30))) != _work)
        {
            Assert.Fail("The script has not been played to its end.");
        }

        await _work;
    }

    public void Dispose()
    {
        _listener.Stop();
        _disposed.TrySetResult(true);
        lock (_clients)
        {
            _clients.ForEach(client => client.Close());
        }

        // A deviation is told by CompletedAsync; a test that fails before has its own message.
        _work.ContinueWith(t => _ = t.Exception, TaskScheduler.Default);
    }

    private async Task ServeAsync()
    {
        List<Task> conversations = [];
        foreach (var script in _scripts)
        {
            var client = await _listener.AcceptTcpClientAsync();
            client.NoDelay = true;
            Interlocked.Increment(ref _connections);
            lock (_clients)
            {
                _clients.Add(client);
            }

            conversations.Add(Task.Run(() => new Conversation(this, client).PlayAsync(script)));
        }

        await Task.WhenAll(conversations);
    }

    private sealed class Conversation(ScriptedServer server, TcpClient client)
    {
        private static readonly Encoding Bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

        private readonly StringBuilder _pending = new();
        private Stream _stream = client.GetStream();
        private byte[] _received = [];

        public async Task PlayAsync(string script)
        {
            var number = 0;
            foreach (var line in script.Replace("\r", "").Split('\n').Select(l => l.Trim()))
            {
                number++;
                if (line.Length == 0)
                {
                    continue;
                }

                try
                {
                    if (line.StartsWith("S: ", StringComparison.Ordinal))
                    {
                        _pending.Append(line.Substring(3)).Append("\r\n");
                    }
                    else if (line.StartsWith("S+ ", StringComparison.Ordinal))
                    {
                        _pending.Append(Unescape(line.Substring(3)));
                    }
                    else
                    {
                        await FlushAsync();
                        await StepAsync(line);
                    }
                }
                catch (Exception e)
                {
                    // Hanging up lets the client, and so the test, come to its end.
                    client.Close();
                    throw new DeviationException($"Line {number} of the script, '{line}': {e.Message}", e);
                }
            }

            await FlushAsync();
            client.Close();
        }

        private static string Unescape(string text) =>
            text.Replace("\\r", "\r").Replace("\\n", "\n").Replace("\\0", "\0").Replace("\\\\", "\\");

        private async Task StepAsync(string line)
        {
            switch (line)
            {
                case "TLS":
                    var tls = new SslStream(_stream);
                    await tls.AuthenticateAsServerAsync(TestCertificates.Server, false, SslProtocols.Tls12, false);
                    _stream = tls;
                    break;
                case "STALL":
                    server._hanging.TrySetResult(true);
                    await server._disposed.Task;
                    break;
                case "HANG":
                    server._hanging.TrySetResult(true);
                    while (await _stream.ReadAsync(new byte[4096], 0, 4096) > 0)
                    {
                    }

                    break;
                case "CLOSE":
                    client.Close();
                    break;
                case "RESET":
                    client.LingerState = new LingerOption(true, 0);
                    client.Close();
                    break;
                default:
                    await ExpectAsync(line.StartsWith("C:", StringComparison.Ordinal) ? line.Substring(2).TrimStart() : throw new FormatException(line));
                    break;
            }
        }

        private async Task ExpectAsync(string expected)
        {
            var line = await ReadLineAsync();
            var fits = expected.EndsWith("*", StringComparison.Ordinal)
                ? line.StartsWith(expected.Substring(0, expected.Length - 1), StringComparison.Ordinal)
                : line == expected;
            if (!fits)
            {
                throw new DeviationException($"Expected '{expected}', the client sent '{line}'.", null);
            }
        }

        private async Task<string> ReadLineAsync()
        {
            while (true)
            {
                var end = Array.IndexOf(_received, (byte)'\n');
                if (end >= 0)
                {
                    var line = Bytes.GetString(_received, 0, end + 1);
                    _received = _received.Skip(end + 1).ToArray();
                    return line.EndsWith("\r\n", StringComparison.Ordinal)
                        ? line.Substring(0, line.Length - 2)
                        : throw new DeviationException($"The client ended a line with a bare LF: '{line}'.", null);
                }

                var buffer = new byte[4096];
                var count = await _stream.ReadAsync(buffer, 0, buffer.Length);
                if (count == 0)
                {
                    throw new EndOfStreamException("the client closed the connection");
                }

                _received = _received.Concat(buffer.Take(count)).ToArray();
            }
        }

        private async Task FlushAsync()
        {
            if (_pending.Length == 0)
            {
                return;
            }

            if (_received.Length > 0)
            {
                throw new DeviationException($"The client sent too early: '{Bytes.GetString(_received)}'.", null);
            }

            var text = _pending.ToString();
            _pending.Clear();
            foreach (var packet in Packets(Bytes.GetBytes(text)))
            {
                await _stream.WriteAsync(packet, 0, packet.Length);
                await _stream.FlushAsync();
            }
        }

        private List<byte[]> Packets(byte[] bytes)
        {
            if (server._sending == Sending.Whole)
            {
                return [bytes];
            }

            List<byte[]> packets = [];
            var start = 0;
            for (var i = 0; i < bytes.Length; i++)
            {
                if (server._sending == Sending.ByByte || bytes[i] == '\n' || i == bytes.Length - 1)
                {
                    packets.Add(bytes.Skip(start).Take(i + 1 - start).ToArray());
                    start = i + 1;
                }
            }

            return packets;
        }
    }

    private sealed class DeviationException(string message, Exception? cause) : Exception(message, cause);
}
