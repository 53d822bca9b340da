using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Net.Http;
using MailOps.Smtp;

namespace MailOps.Domains.Servers;

/// <summary>One connection to a server that is looked at step by step. All steps together have one deadline.</summary>
internal sealed class ServerSession : IDisposable
{
    /// <summary>The port where TLS comes first (RFC 8314 section 3.3).</summary>
    public const int ImplicitTlsPort = 465;

    private readonly NetDeadline _deadline;
    private readonly SmtpReplyReader _replies;

    private ServerSession(NetConnection net, NetDeadline deadline, string? heloName)
    {
        Net = net;
        _deadline = deadline;
        _replies = new SmtpReplyReader(net);
        HeloName = heloName ?? SmtpHeloName.ForThisHost(net.LocalAddress);
    }

    public NetConnection Net { get; }

    public string HeloName { get; }

    /// <summary>Connects, and says nothing yet.</summary>
    /// <exception cref="MailOpsException">Nobody answers.</exception>
    public static async Task<ServerSession> ConnectAsync(
        SmtpServerEndpoint endpoint, IReadOnlyList<IPAddress> addresses, SmtpServerCheckOptions options, MailClock clock, CancellationToken cancellationToken)
    {
        var connector = new HostConnector(clock, HttpsGet.Addresses([.. addresses]));
        var socket = await connector.ConnectAsync(endpoint.Host, endpoint.Port, options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        return new ServerSession(
            new NetConnection(socket, endpoint.ToString(), clock, transcript: null), new NetDeadline(clock, options.Timeout), options.HeloName);
    }

    public NetDeadline Deadline => _deadline;

    public ValueTask<SmtpReply> ReadAsync(string activity, CancellationToken cancellationToken) =>
        _replies.ReadAsync(activity, _deadline.Left, cancellationToken);

    public async ValueTask<SmtpReply> CommandAsync(string line, CancellationToken cancellationToken)
    {
        var space = line.IndexOf(' ');
        var activity = space < 0 ? line : line.Substring(0, space);
        await Net.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), activity, _deadline.Left, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(activity, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<SmtpReply> HelloAsync(CancellationToken cancellationToken) => CommandAsync("EHLO " + HeloName, cancellationToken);

    /// <summary>TLS that keeps going with a bad certificate, and remembers what is bad about it.</summary>
    public Task StartTlsAsync(string host, SmtpServerCheckOptions options, CancellationToken cancellationToken) => Net.StartTlsAsync(
        new TlsTrust { Host = host, Roots = options.TrustedRoots, KeepsChain = true, JudgesOnly = true }, _deadline.Left, cancellationToken);

    /// <summary>Closes the connection under work that lasts too long: each line may come in time and all of them too late.</summary>
    public async Task<T> WithinDeadlineAsync<T>(Func<CancellationToken, Task<T>> work, MailClock clock, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var task = work(cancellationToken);
        if (await Task.WhenAny(task, clock.Delay(_deadline.Left, stop.Token)).ConfigureAwait(false) != task)
        {
            Net.Expire();
        }

        try
        {
            return await task.ConfigureAwait(false);
        }
        finally
        {
            stop.Cancel();
        }
    }

    public void Dispose() => Net.Dispose();
}
