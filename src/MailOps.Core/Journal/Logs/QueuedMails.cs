using System;
using System.Collections.Generic;

namespace MailOps.Journal;

/// <summary>What the earlier lines of a log told about a mail.</summary>
internal sealed class QueuedMail
{
    private const int MaxDeferred = 1000;

    public string Sender { get; set; } = "";

    /// <summary>Whether the sender is known to be the null sender.</summary>
    public bool IsNotice { get; set; }

    public string MessageId { get; set; } = "";

    public DateTime? QueuedAt { get; set; }

    /// <summary>The latest attempt for recipients that are still being tried; it is what expires.</summary>
    public Dictionary<string, MailServerDelivery>? Deferred { get; private set; }

    /// <summary>Keeps in mind what is still being tried, and forgets it once it is settled.</summary>
    public void Note(MailServerDelivery delivery)
    {
        if (delivery.Outcome != MailServerOutcome.Deferred)
        {
            Deferred?.Remove(delivery.Address);
            return;
        }

        Deferred ??= new Dictionary<string, MailServerDelivery>(StringComparer.OrdinalIgnoreCase);
        if (Deferred.Count < MaxDeferred || Deferred.ContainsKey(delivery.Address))
        {
            Deferred[delivery.Address] = delivery;
        }
    }
}

/// <summary>
/// Mails by queue id, a bounded number of them: two generations, of which the older one is forgotten when the younger is full. A mail that is
/// seen again moves into the younger one.
/// </summary>
internal sealed class QueuedMails(int limit)
{
    private readonly int _half = Math.Max(1, limit / 2);
    private Dictionary<string, QueuedMail> _young = new(StringComparer.Ordinal);
    private Dictionary<string, QueuedMail> _old = new(StringComparer.Ordinal);

    public int Count => _young.Count + _old.Count;

    /// <summary>The mail of a queue id, which is new when nothing is known of it.</summary>
    public QueuedMail this[string id]
    {
        get
        {
            if (_young.TryGetValue(id, out var mail))
            {
                return mail;
            }

            if (_old.TryGetValue(id, out mail))
            {
                _old.Remove(id);
            }

            if (_young.Count >= _half)
            {
                (_old, _young) = (_young, new Dictionary<string, QueuedMail>(StringComparer.Ordinal));
            }

            mail ??= new QueuedMail();
            _young.Add(id, mail);
            return mail;
        }
    }

    public void Remove(string id)
    {
        if (!_young.Remove(id))
        {
            _old.Remove(id);
        }
    }
}
