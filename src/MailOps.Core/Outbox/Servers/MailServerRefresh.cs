using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>Tells a transport source the profiles of the store, at the start of a run and again and again: a service takes up what is corrected.</summary>
public sealed class MailServerRefresh : IQueueWorker
{
    private readonly IMailServerStore _servers;
    private readonly SmtpTransportSource _transports;

    /// <summary>A worker for a dispatcher.</summary>
    /// <param name="servers">The profiles.</param>
    /// <param name="transports">The ways out.</param>
    public MailServerRefresh(IMailServerStore servers, SmtpTransportSource transports)
    {
        ArgumentNullException.ThrowIfNull(servers);
        ArgumentNullException.ThrowIfNull(transports);
        _servers = servers;
        _transports = transports;
    }

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task WorkAsync(CancellationToken cancellationToken) =>
        _transports.Use(await _servers.ListAsync(cancellationToken).ConfigureAwait(false));
}
