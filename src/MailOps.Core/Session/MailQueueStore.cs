using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Json;
using MailOps.Outbox;

namespace MailOps.Session;

/// <summary>A store and the queue in it.</summary>
public sealed record MailQueueStore : IJsonResult
{
    /// <summary>Where it is, without a password.</summary>
    public required string Store { get; init; }

    /// <summary>The kind of database.</summary>
    public required StoreKind Kind { get; init; }

    /// <summary>Who named it.</summary>
    public required StoreSource Source { get; init; }

    /// <summary>Who this process is in it: the database role on PostgreSQL, else the account.</summary>
    public string Account { get; init; } = "";

    /// <summary>The version of its tables; 0 for a store that nobody has made yet.</summary>
    public long SchemaVersion { get; init; }

    /// <summary>How many bytes it takes.</summary>
    public long Size { get; init; }

    /// <summary>When a dispatcher served the queue last, UTC; null: never.</summary>
    public DateTime? LastTickAt { get; init; }

    /// <summary>When the next queued delivery is due, UTC; null when none is queued.</summary>
    public DateTime? NextDueAt { get; init; }

    /// <summary>How many deliveries could be sent now.</summary>
    public long Due { get; init; }

    /// <summary>How many of them have been due for 15 minutes or more.</summary>
    public long Overdue { get; init; }

    /// <summary>How many deliveries wait for a person.</summary>
    public long Waiting { get; init; }

    /// <summary>How many deliveries are queued or under way.</summary>
    public long Queued { get; init; }

    /// <summary>How many deliveries may have left without a recorded answer.</summary>
    public long InDoubt { get; init; }

    /// <summary>How many deliveries a server took.</summary>
    public long Accepted { get; init; }

    /// <summary>How many deliveries failed for good.</summary>
    public long Failed { get; init; }

    /// <summary>How many deliveries were cancelled.</summary>
    public long Cancelled { get; init; }

    /// <summary>How many deliveries were not sent, since their address is on the suppression list.</summary>
    public long Suppressed { get; init; }

    /// <summary>What is wrong, such as a queue that nobody serves, a store that went back in time, or one that others get at.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>Looks at a store; one that nobody has made yet counts as empty and is not made.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be found or read.</exception>
    public static async Task<MailQueueStore> ReadAsync(MailOpsSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var store = await session.OpenStoreAsync(StoreAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var options = new MailOutboxOptions { Clock = session.Clock, StoreName = store.Location.Display, Actor = store.Account };
        var queue = await new MailOutbox(store.Outbox, store.Suppression, options).GetStatusAsync(cancellationToken).ConfigureAwait(false);
        var facts = await store.Upkeep.ReadFactsAsync(cancellationToken).ConfigureAwait(false);
        return new MailQueueStore
        {
            Store = store.Location.Display,
            Kind = store.Location.Kind,
            Source = store.Location.Source,
            Account = store.Account,
            SchemaVersion = facts.SchemaVersion,
            Size = facts.Size,
            LastTickAt = queue.Counts.LastTickAt,
            NextDueAt = queue.Counts.NextDueAt,
            Due = facts.Due,
            Overdue = facts.Overdue,
            Waiting = queue.Counts[DeliveryState.Waiting],
            Queued = queue.Counts[DeliveryState.Queued] + queue.Counts[DeliveryState.Claimed] + queue.Counts[DeliveryState.Sending],
            InDoubt = queue.Counts[DeliveryState.InDoubt],
            Accepted = queue.Counts[DeliveryState.Accepted],
            Failed = queue.Counts[DeliveryState.Failed],
            Cancelled = queue.Counts[DeliveryState.Cancelled],
            Suppressed = queue.Counts[DeliveryState.Suppressed],
            Findings = new FindingList([.. queue.Findings, .. facts.Findings, .. FindSandbox(store.Location)]),
        };
    }

    /// <summary>Store and queue on one line.</summary>
    public override string ToString() => $"{Store}: {Queued} queued, {Due} due, {Overdue} overdue";

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("store", Store);
        writer.WriteMember("kind", MailOpsJson.Name(Kind));
        writer.WriteMember("source", MailOpsJson.Name(Source));
        writer.WriteMember("account", Account);
        writer.WriteMember("schemaVersion", SchemaVersion);
        writer.WriteMember("size", Size);
        MailOpsJson.WriteMember(writer, "lastTickAt", LastTickAt);
        MailOpsJson.WriteMember(writer, "nextDueAt", NextDueAt);
        writer.WriteMember("due", Due);
        writer.WriteMember("overdue", Overdue);
        writer.WriteMember("waiting", Waiting);
        writer.WriteMember("queued", Queued);
        writer.WriteMember("inDoubt", InDoubt);
        writer.WriteMember("accepted", Accepted);
        writer.WriteMember("failed", Failed);
        writer.WriteMember("cancelled", Cancelled);
        writer.WriteMember("suppressed", Suppressed);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    private static IEnumerable<Finding> FindSandbox(StoreLocation location)
    {
        if (location.Kind == StoreKind.Sqlite && SandboxDisk.Find(location.Value) is { } sandbox)
        {
            yield return StoreFindings.SandboxDisk.Found(location.Value, sandbox);
        }
    }
}
