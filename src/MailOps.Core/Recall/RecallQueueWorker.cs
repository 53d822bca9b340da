using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>Opens the mailboxes that a recall names by its server.</summary>
public interface IMailStoreSource
{
    /// <summary>Opens mailboxes.</summary>
    /// <param name="server">The reference of the server, <see cref="MailRecall.Server"/>.</param>
    /// <returns>The mailboxes; null when this process cannot reach them, such as for want of a secret.</returns>
    IMailStore? Open(string server);
}

/// <summary>Goes on with recalls beside a dispatcher: what was interrupted or is pending, and the end of quarantines.</summary>
public sealed class RecallQueueWorker : IQueueWorker
{
    private readonly IRecallStore _store;
    private readonly IMailStoreSource _source;
    private readonly MailOutbox? _outbox;
    private readonly MailRecallerOptions _options;

    /// <summary>A worker.</summary>
    /// <param name="store">Where recalls are kept.</param>
    /// <param name="source">Opens mailboxes.</param>
    /// <param name="outbox">The outbox; null for none.</param>
    /// <param name="options">The surroundings; null for those of this process.</param>
    public RecallQueueWorker(IRecallStore store, IMailStoreSource source, MailOutbox? outbox, MailRecallerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(source);
        _store = store;
        _source = source;
        _outbox = outbox;
        _options = options ?? new MailRecallerOptions();
    }

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        var filter = new MailRecallFilter { DueAt = _options.Clock.UtcNow };
        foreach (var recall in await _store.ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            if (recall.Server.Length == 0 || _source.Open(recall.Server) is not { } mailboxes)
            {
                continue;
            }

            var recaller = new MailRecaller(_store, mailboxes, _outbox, _options);
            try
            {
                if (recall.KeepUntil <= _options.Clock.UtcNow && recall.State is not (MailRecallState.Undoing or MailRecallState.Undone))
                {
                    await recaller.PurgeAsync(recall.Id, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await recaller.ResumeAsync(recall.Id, onlyDue: true, progress: null, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (MailOpsException e) when (e.ErrorId == "MailOps.Recall.Busy")
            {
                // Another process is at it.
            }
        }
    }
}
