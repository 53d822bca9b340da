using System;
using MailOps.Mailboxes;
using MailOps.Outbox;
using MailOps.Recall;

namespace MailOps.Session;

/// <summary>What both faces recall mail with, put together from a store.</summary>
public static class RecallSetup
{
    /// <summary>Makes a recaller.</summary>
    /// <param name="store">The store.</param>
    /// <param name="mailboxes">The mailboxes.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="throttleLimit">How many mailboxes are worked on at the same time, above zero.</param>
    public static MailRecaller CreateRecaller(IMailOpsStore store, IMailStore mailboxes, MailClock clock, int throttleLimit)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new MailRecaller(
            store.Recalls, mailboxes, Outbox(store, clock),
            new MailRecallerOptions { Clock = clock, Actor = store.Account, ThrottleLimit = throttleLimit });
    }

    /// <summary>Makes the worker that goes on with recalls beside a dispatcher.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">The clock.</param>
    public static IQueueWorker CreateWorker(IMailOpsStore store, MailClock clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new RecallQueueWorker(
            store.Recalls, new RecallServers { Vault = SecretVault.ReadAsync, Clock = clock }, Outbox(store, clock),
            new MailRecallerOptions { Clock = clock, Actor = store.Account });
    }

    private static MailOutbox Outbox(IMailOpsStore store, MailClock clock) => new(
        store.Outbox, store.Suppression, new MailOutboxOptions { Clock = clock, StoreName = store.Location.Display, Actor = store.Account });
}
