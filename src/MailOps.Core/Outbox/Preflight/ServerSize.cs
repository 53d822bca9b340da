using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>Asks the server itself, without logging in.</summary>
public sealed class SmtpServerSize : IServerSize
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SmtpOptions _options;

    /// <summary>Asks a server when it is first needed.</summary>
    /// <param name="server">The server.</param>
    public SmtpServerSize(MailServerReference server)
    {
        ArgumentNullException.ThrowIfNull(server);
        _options = server.ToOptions(null);
        Server = server.Host;
    }

    /// <inheritdoc/>
    public string Server { get; }

    /// <inheritdoc/>
    public async Task<long?> GetAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var transport = new SmtpTransport(_options);
        try
        {
            return (await transport.GetServerInfoAsync(limit.Token).ConfigureAwait(false)).Capabilities.MaxSize;
        }
        catch (MailOpsException)
        {
            // Out of reach now: the mail waits in the queue anyway, and the server will say it then.
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
