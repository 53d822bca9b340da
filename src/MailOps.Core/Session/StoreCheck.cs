using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Json;
using MailOps.Outbox;

namespace MailOps.Session;

/// <summary>Whether a store is whole: the file, its references, and the figures that are kept beside what they count.</summary>
public sealed record StoreCheck : IJsonResult
{
    /// <summary>The store, without a password.</summary>
    public required string Store { get; init; }

    /// <summary>Whether nothing was found to be wrong.</summary>
    public bool IsSound => Faults.Count == 0;

    /// <summary>What is wrong, at most a few dozen lines; empty when the store is whole.</summary>
    public required TextList Faults { get; init; }

    /// <summary>What is doubtful about where the store lies, such as a folder that other accounts can write to. It is sound all the same.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>How many deliveries the store knows, those that are over included.</summary>
    public long Deliveries { get; init; }

    /// <summary>Checks a store. It is only read; dispatchers may go on.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: it cannot be opened at all.</exception>
    public static async Task<StoreCheck> RunAsync(MailOpsSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var store = await session.OpenStoreAsync(StoreAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        List<string> faults = [.. await store.CheckAsync(cancellationToken).ConfigureAwait(false)];
        if (faults.Count == 0 && StoreFindings.FindRollback(await store.Outbox.CountAsync(cancellationToken).ConfigureAwait(false)) is { } rollback)
        {
            faults.Add(rollback.Message + " " + rollback.Advice);
        }

        return new StoreCheck
        {
            Store = store.Location.Display,
            Faults = new TextList(faults),
            Findings = faults.Count == 0 ? (await store.Upkeep.ReadFactsAsync(cancellationToken).ConfigureAwait(false)).Findings : FindingList.Empty,
            Deliveries = faults.Count == 0 ? await CountAsync(store.Outbox, cancellationToken).ConfigureAwait(false) : 0,
        };
    }

    /// <summary>The store and whether it is whole, on one line.</summary>
    public override string ToString() => Store + (IsSound ? ": sound" : ": " + Faults);

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("store", Store);
        writer.WriteMember("isSound", IsSound);
        writer.WriteMember("deliveries", Deliveries);
        MailOpsJson.WriteMember(writer, "faults", Faults);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    private static async Task<long> CountAsync(IOutboxStore outbox, CancellationToken cancellationToken)
    {
        var counts = await outbox.CountAsync(cancellationToken).ConfigureAwait(false);
        var sum = 0L;
        foreach (var count in counts.Deliveries.Values)
        {
            sum += count;
        }

        return sum;
    }
}
