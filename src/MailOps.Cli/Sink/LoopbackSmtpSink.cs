using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Cli.Sink;

/// <summary>
/// A real SMTP server on loopback that takes every message and delivers none: for the quickstart, for trying scripts out, for tests. Speaks
/// EHLO, PIPELINING, SIZE, 8BITMIME and SMTPUTF8; listens on 127.0.0.1 only.
/// </summary>
internal sealed class LoopbackSmtpSink : IAsyncDisposable
{
    // What the messages kept in memory may take altogether; above it the sink says that it is full.
    private const long MaxTotal = 256L * 1024 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<SinkMessage> _messages = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waits = [];
    private readonly List<Task> _sessions = [];
    private readonly string? _folder;
    private readonly Task _accepting;
    private long _total;

    /// <summary>Starts listening on a free port.</summary>
    /// <param name="folder">Where messages are also written, as 1.eml, 2.eml and so on; null for nowhere.</param>
    /// <param name="maxSize">The largest message, in octets.</param>
    public LoopbackSmtpSink(string? folder = null, int maxSize = 10 * 1024 * 1024)
    {
        MaxSize = maxSize;
        _folder = folder;
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The largest message, in octets.</summary>
    public int MaxSize { get; }

    /// <summary>The messages taken so far, in the order of their arrival.</summary>
    public IReadOnlyList<SinkMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Waits until so many messages have been taken.</summary>
    /// <param name="count">How many, all in all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForAsync(int count, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_messages.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waits.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Stops listening and ends all sessions.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        Task[] sessions;
        lock (_gate)
        {
            sessions = [.. _sessions];
        }

        await Task.WhenAll(sessions);
        _listener.Dispose();
        _stop.Dispose();
    }

    /// <summary>Keeps a message.</summary>
    /// <param name="sender">The reverse-path.</param>
    /// <param name="recipients">The forward-paths.</param>
    /// <param name="content">The message.</param>
    /// <returns>Its number, from 1; null when the sink is full.</returns>
    internal int? Keep(string sender, IReadOnlyList<string> recipients, ReadOnlyMemory<byte> content)
    {
        lock (_gate)
        {
            if (_total + content.Length > MaxTotal)
            {
                return null;
            }

            var number = _messages.Count + 1;
            var path = _folder is null ? null : Path.Combine(_folder, number.ToString(CultureInfo.InvariantCulture) + ".eml");
            if (path is not null)
            {
                File.WriteAllBytes(path, content.Span);
            }

            _total += content.Length;
            _messages.Add(new SinkMessage { Sender = sender, Recipients = recipients, Content = content, Path = path });
            foreach (var (_, reached) in _waits.FindAll(wait => wait.Count <= number))
            {
                reached.TrySetResult();
            }

            _waits.RemoveAll(wait => wait.Count <= number);
            return number;
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                lock (_gate)
                {
                    _sessions.RemoveAll(session => session.IsCompleted);
                    _sessions.Add(ServeAsync(client));
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await new SinkSession(this, client.GetStream()).RunAsync(_stop.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // The client has gone, or the sink stops: either way this conversation is over.
            }
        }
    }
}
