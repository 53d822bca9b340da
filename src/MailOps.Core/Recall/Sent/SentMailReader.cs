using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Mime;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>Puts together what a store, and a file where there is one, know about a mail that went wrong.</summary>
public sealed class SentMailReader
{
    private readonly IRecallStore _recalls;
    private readonly IOutboxStore _outbox;
    private readonly IJournalStore _journal;

    /// <summary>A reader.</summary>
    /// <param name="recalls">The recalls.</param>
    /// <param name="outbox">The outbox of the same store.</param>
    /// <param name="journal">The log of the same store.</param>
    public SentMailReader(IRecallStore recalls, IOutboxStore outbox, IJournalStore journal)
    {
        ArgumentNullException.ThrowIfNull(recalls);
        ArgumentNullException.ThrowIfNull(outbox);
        ArgumentNullException.ThrowIfNull(journal);
        _recalls = recalls;
        _outbox = outbox;
        _journal = journal;
    }

    /// <summary>The mail that a recall took back.</summary>
    /// <param name="id">The number of the recall.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Recall.NotFound</c>; <c>MailOps.Store.*</c>.</exception>
    public async Task<SentMail> FindByRecallAsync(long id, CancellationToken cancellationToken)
    {
        var recall = await _recalls.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw RecallErrors.NotFound(id);
        return await ReadAsync(recall.MessageId, recall, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The mail of a Message-ID, with its latest recall.</summary>
    /// <param name="messageId">The Message-ID, with or without angle brackets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Recall.UnknownMail</c>: neither recall nor log knows it; <c>MailOps.Store.*</c>.</exception>
    public async Task<SentMail> FindByMessageIdAsync(string messageId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messageId);
        var id = MessageKey.TrimId(messageId);
        var mail = await ReadAsync(id, await FindRecallAsync(id, cancellationToken).ConfigureAwait(false), null, cancellationToken).ConfigureAwait(false);
        return mail.Recipients.Count > 0 ? mail : throw RecallErrors.UnknownMail(id);
    }

    /// <summary>The mail of a file, with what the store knows about it; where it knows nothing, everybody named in the file has it.</summary>
    /// <param name="content">The bytes of the message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Recall.NoMessageId</c>, <c>MailOps.Recall.NoSender</c>; <c>MailOps.Store.*</c>.</exception>
    public async Task<SentMail> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var id = MailRecallMessage.Read(content).MessageId;
        return await ReadAsync(id, await FindRecallAsync(id, cancellationToken).ConfigureAwait(false), content, cancellationToken).ConfigureAwait(false);
    }

    private async Task<MailRecall?> FindRecallAsync(string id, CancellationToken cancellationToken)
    {
        var recalls = await _recalls.ListAsync(new MailRecallFilter { MessageId = id, Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return recalls.Count == 0 ? null : recalls[0];
    }

    private async Task<SentMail> ReadAsync(string id, MailRecall? recall, ReadOnlyMemory<byte>? content, CancellationToken cancellationToken)
    {
        var page = await _outbox.ListAsync(new OutboxFilter { MessageId = id }, null, 1000, cancellationToken).ConfigureAwait(false);
        var first = page.Messages.Count == 0 ? null : page.Messages[page.Messages.Count - 1];
        var bytes = content ?? (first is null ? null : await _outbox.ReadContentAsync(first.Id, cancellationToken).ConfigureAwait(false));
        var entity = bytes is { } read ? MimeReader.Read(read) : null;
        var file = content is { } own ? MailRecallMessage.Read(own) : null;
        var log = await JournalPages.ReadAsync(_journal, new MailLogFilter { MessageId = id }, cancellationToken).ConfigureAwait(false);
        return new SentMail
        {
            MessageId = id,
            Sender = recall?.Sender ?? file?.Sender ?? (first is null ? "" : first.From.Length > 0 ? first.From : first.Sender),
            Subject = FirstText(recall?.Subject, file?.Subject, first?.Subject),
            SentAt = recall?.SentAt ?? file?.SentAt ?? first?.CreatedAt,
            References = entity is null ? TextList.Empty : MailThread.ReferencesOf(entity.Headers),
            Exposure = entity is null ? MailRecallExposure.None : MailRecallExposure.Read(entity),
            Recall = recall,
            Recipients = Merge(recall, log, file),
        };
    }

    private static string FirstText(params string?[] texts) => texts.FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? "";

    // The recall knows where aliases lead; the log knows what became of an address; the header of a file is all that is left without both.
    private static List<SentMailRecipient> Merge(MailRecall? recall, IReadOnlyList<MailLogEntry> log, MailRecallMessage? file)
    {
        Dictionary<string, MailLogStatus> statuses = new(StringComparer.Ordinal);
        foreach (var entry in log)
        {
            // Sent twice, it counts as arrived when one of both did.
            var key = AddressKey.Of(entry.Address);
            statuses[key] = statuses.TryGetValue(key, out var other) && Rank(other) > Rank(entry.Status) ? other : entry.Status;
        }

        List<SentMailRecipient> recipients = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var recipient in recall?.Recipients ?? [])
        {
            var key = AddressKey.Of(recipient.Address);
            seen.Add(key);
            recipients.Add(new SentMailRecipient
            {
                Address = recipient.Mailbox,
                SentTo = recipient.Address,
                Log = statuses.TryGetValue(key, out var status) ? status : null,
                Recall = recipient,
            });
        }

        foreach (var address in log.Select(entry => entry.Address).Concat(log.Count == 0 && recall is null && file is not null ? file.Recipients : TextList.Empty))
        {
            if (seen.Add(AddressKey.Of(address)))
            {
                recipients.Add(new SentMailRecipient
                {
                    Address = address,
                    SentTo = address,
                    Log = statuses.TryGetValue(AddressKey.Of(address), out var status) ? status : null,
                });
            }
        }

        return recipients;
    }

    private static int Rank(MailLogStatus status) => status switch
    {
        MailLogStatus.Delivered or MailLogStatus.Complained => 4,
        MailLogStatus.Accepted or MailLogStatus.InDoubt or MailLogStatus.Recalled => 3,
        MailLogStatus.Queued or MailLogStatus.Deferred => 2,
        _ => 1,
    };
}
