using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Mime;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>The mail that is to be taken back, with all that is known about it.</summary>
public sealed record MailRecallMessage
{
    /// <summary>The Message-ID, without angle brackets, in its exact spelling.</summary>
    public required string MessageId { get; init; }

    /// <summary>The author: the address in the From field.</summary>
    public required string Sender { get; init; }

    /// <summary>The hash of the body (SHA-256 of the relaxed form of RFC 6376); empty when the content is not at hand.</summary>
    public string BodyHash { get; init; } = "";

    /// <summary>The subject; empty when it is not known.</summary>
    public string Subject { get; init; } = "";

    /// <summary>When it was sent, UTC; null when it is not known.</summary>
    public DateTime? SentAt { get; init; }

    /// <summary>Whom it was sent to.</summary>
    public TextList Recipients { get; init; } = TextList.Empty;

    /// <summary>Its numbers in the outbox.</summary>
    public IReadOnlyList<long> OutboxIds { get; init; } = [];

    /// <summary>Whether a log or the message itself vouches for it; else it is only what somebody typed.</summary>
    public bool IsKnown { get; init; }

    /// <summary>What of it can be reached without any mailbox; empty when the content is not at hand.</summary>
    public MailRecallExposure Exposure { get; init; } = MailRecallExposure.None;

    /// <summary>Reads a message.</summary>
    /// <param name="message">Its bytes.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Recall.NoMessageId</c>, <c>MailOps.Recall.NoSender</c>: it cannot be told from others.</exception>
    public static MailRecallMessage Read(ReadOnlyMemory<byte> message)
    {
        var entity = MimeReader.Read(message);
        var id = MessageKey.ReadId(entity.Headers) ?? throw RecallErrors.NoMessageId();
        var sender = MessageKey.ReadAuthor(entity.Headers) ?? throw RecallErrors.NoSender();
        return new MailRecallMessage
        {
            MessageId = id,
            Sender = sender.Address,
            BodyHash = RecallBodyHash.Of(entity.RawBody),
            Subject = entity.Headers["Subject"] ?? "",
            SentAt = MailDateReader.Read(entity.Headers["Date"]),
            Recipients = new TextList(ReadRecipients(entity.Headers)),
            IsKnown = true,
            Exposure = MailRecallExposure.Read(entity),
        };
    }

    /// <summary>Reads a message, and adds what the outbox knows of it: what has not left can be cancelled, and blind copies are named there alone.</summary>
    /// <param name="message">Its bytes.</param>
    /// <param name="outbox">The outbox.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Recall.NoMessageId</c>, <c>MailOps.Recall.NoSender</c>: it cannot be told from others.</exception>
    public static async Task<MailRecallMessage> ReadAsync(ReadOnlyMemory<byte> message, IOutboxStore outbox, CancellationToken cancellationToken)
    {
        var read = Read(message);
        var known = await FindAsync(outbox, read.MessageId, cancellationToken).ConfigureAwait(false);

        // Another author or another body: a mail that only has the same Message-ID.
        return known is null || !IsSameAuthor(known, read) || (known.BodyHash.Length > 0 && known.BodyHash != read.BodyHash) ? read : read with
        {
            Recipients = new TextList(read.Recipients.Concat(known.Recipients).Distinct(StringComparer.OrdinalIgnoreCase)),
            SentAt = known.SentAt ?? read.SentAt,
            OutboxIds = known.OutboxIds,
        };
    }

    /// <summary>Reads a message out of a file, and adds what the outbox knows of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="outbox">The outbox.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Recall.MailUnreadable</c>; <c>MailOps.Recall.NoMessageId</c>, <c>MailOps.Recall.NoSender</c>: it cannot be told from others.
    /// </exception>
    public static Task<MailRecallMessage> ReadFileAsync(string path, IOutboxStore outbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ReadAsync(ReadContent(path), outbox, cancellationToken);
    }

    /// <summary>The bytes of a file that is to be a mail, with one error for whatever keeps it from being read.</summary>
    internal static byte[] ReadContent(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw RecallErrors.MailUnreadable(path, e);
        }
    }

    /// <summary>Finds a message of the outbox by its Message-ID, in whatever state it is.</summary>
    /// <param name="outbox">The outbox.</param>
    /// <param name="messageId">The Message-ID, with or without angle brackets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The message; null when the outbox knows none.</returns>
    public static async Task<MailRecallMessage?> FindAsync(IOutboxStore outbox, string messageId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        var id = MessageKey.TrimId(messageId);
        var page = await outbox.ListAsync(new OutboxFilter { MessageId = id }, null, 1000, cancellationToken).ConfigureAwait(false);
        return page.Messages.Count == 0 ? null : await FromOutboxAsync(outbox, id, page.Messages, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A message that nothing vouches for.</summary>
    /// <param name="messageId">The Message-ID, with or without angle brackets.</param>
    /// <param name="sender">The author.</param>
    public static MailRecallMessage Named(string messageId, string sender) => new()
    {
        MessageId = MessageKey.TrimId(messageId),
        Sender = MailAddress.Parse(sender).Address,
    };

    /// <summary>Sender and Message-ID.</summary>
    public override string ToString() => DisplayText.Clean(Sender + " <" + MessageId + ">");

    private static async Task<MailRecallMessage> FromOutboxAsync(
        IOutboxStore outbox, string id, IReadOnlyList<DelayedMail> mails, CancellationToken cancellationToken)
    {
        var first = mails[mails.Count - 1];
        var content = await outbox.ReadContentAsync(first.Id, cancellationToken).ConfigureAwait(false);
        var entity = content is { } bytes ? MimeReader.Read(bytes) : null;
        return new MailRecallMessage
        {
            MessageId = id,
            Sender = first.From.Length > 0 ? first.From : first.Sender,
            BodyHash = entity is null ? "" : RecallBodyHash.Of(entity.RawBody),
            Subject = first.Subject,
            SentAt = first.CreatedAt,
            Recipients = new TextList(mails.SelectMany(m => m.Recipients).Where(MayHaveIt).Select(r => r.Address).Distinct(StringComparer.OrdinalIgnoreCase)),
            OutboxIds = [.. mails.Select(m => m.Id)],
            IsKnown = true,
            Exposure = entity is null ? MailRecallExposure.None : MailRecallExposure.Read(entity),
        };
    }

    // Refused for good or never sent: nobody has it. One that was cancelled in doubt may have arrived.
    private static bool MayHaveIt(DelayedMailRecipient recipient) =>
        recipient.Doubts > 0 || recipient.State is not (DeliveryState.Suppressed or DeliveryState.Failed);

    private static bool IsSameAuthor(MailRecallMessage one, MailRecallMessage other) => MailAddress.TryParse(one.Sender, out var first)
        && MailAddress.TryParse(other.Sender, out var second) && first.ComparisonKey == second.ComparisonKey;

    private static IEnumerable<string> ReadRecipients(MimeHeaderList headers)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var name in new[] { "To", "Cc", "Bcc" })
        {
            foreach (var header in headers.Where(h => h.Is(name)))
            {
                foreach (var entry in MailAddressList.Parse(header.UnfoldedValue))
                {
                    if (entry.Address is { Length: > 0 } address && seen.Add(address))
                    {
                        yield return address;
                    }
                }
            }
        }
    }
}
