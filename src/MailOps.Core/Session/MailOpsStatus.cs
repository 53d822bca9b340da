using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Json;
using MailOps.Outbox;

namespace MailOps.Session;

/// <summary>How MailOps stands on this machine: version, store and queue, DNS servers.</summary>
public sealed record MailOpsStatus : IJsonResult
{
    /// <summary>The version of MailOps.</summary>
    public required string Version { get; init; }

    /// <summary>The runtime and the system it runs on.</summary>
    public required string Platform { get; init; }

    /// <summary>Where the store is, without a password.</summary>
    public required string Store { get; init; }

    /// <summary>Who named it.</summary>
    public required StoreSource StoreSource { get; init; }

    /// <summary>How many deliveries wait for a person.</summary>
    public long Waiting { get; init; }

    /// <summary>How many deliveries are queued or under way.</summary>
    public long Queued { get; init; }

    /// <summary>How many deliveries may have left without a recorded answer.</summary>
    public long InDoubt { get; init; }

    /// <summary>When the next queued delivery is due, UTC; null when none is queued.</summary>
    public DateTime? NextDueAt { get; init; }

    /// <summary>When a dispatcher served the queue last, UTC; null: never.</summary>
    public DateTime? LastTickAt { get; init; }

    /// <summary>The DNS servers that are asked unless told otherwise.</summary>
    public TextList DnsServers { get; init; } = TextList.Empty;

    /// <summary>How each DNS server did in this process so far: queries, answers, time-outs, round trip, and whether it is avoided.</summary>
    public TextList DnsHealth { get; init; } = TextList.Empty;

    /// <summary>The lists of domains and names, and the public suffix list: which, and from when.</summary>
    public IReadOnlyList<MailOpsDataFile> Data { get; init; } = [];

    /// <summary>What is wrong, such as a queue that nobody serves.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>Reads the status; a store that does not exist yet counts as empty and is not made.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the store cannot be read.</exception>
    public static async Task<MailOpsStatus> ReadAsync(MailOpsSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var store = await session.OpenStoreAsync(StoreAccess.Preview, cancellationToken).ConfigureAwait(false);
        var options = new MailOutboxOptions { Clock = session.Clock, StoreName = store.Location.Display, Actor = store.Account };
        var queue = await new MailOutbox(store.Outbox, store.Suppression, options).GetStatusAsync(cancellationToken).ConfigureAwait(false);
        return new MailOpsStatus
        {
            Version = typeof(MailOpsStatus).Assembly.GetName().Version!.ToString(3),
            Platform = RuntimeInformation.FrameworkDescription + ", " + RuntimeInformation.OSDescription,
            Store = store.Location.Display,
            StoreSource = store.Location.Source,
            Waiting = queue.Counts[DeliveryState.Waiting],
            Queued = queue.Counts[DeliveryState.Queued] + queue.Counts[DeliveryState.Claimed] + queue.Counts[DeliveryState.Sending],
            InDoubt = queue.Counts[DeliveryState.InDoubt],
            NextDueAt = queue.Counts.NextDueAt,
            LastTickAt = queue.Counts.LastTickAt,
            DnsServers = MailOpsSession.NetworkOf(session.Resolver) is { } network ? new TextList(network.Servers.Select(s => s.ToString())) : TextList.Empty,
            DnsHealth = new TextList(DnsActivity.Total.Servers.Select(server => server.ToString())),
            Data = session.Data.GetFiles(),
            Findings = queue.Findings,
        };
    }

    /// <summary>Version and store on one line.</summary>
    public override string ToString() => "MailOps " + Version + ", " + Store;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("version", Version);
        writer.WriteMember("platform", Platform);
        writer.WriteMember("store", Store);
        writer.WriteMember("storeSource", MailOpsJson.Name(StoreSource));
        writer.WriteMember("waiting", Waiting);
        writer.WriteMember("queued", Queued);
        writer.WriteMember("inDoubt", InDoubt);
        MailOpsJson.WriteMember(writer, "nextDueAt", NextDueAt);
        MailOpsJson.WriteMember(writer, "lastTickAt", LastTickAt);
        MailOpsJson.WriteMember(writer, "dnsServers", DnsServers);
        MailOpsJson.WriteMember(writer, "dnsHealth", DnsHealth);
        WriteData(writer);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    private void WriteData(JsonWriter writer)
    {
        writer.WriteName("data");
        writer.WriteStartArray();
        foreach (var file in Data)
        {
            writer.WriteStartObject();
            writer.WriteMember("kind", MailOpsJson.Name(file.Kind));
            writer.WriteMember("path", file.Path);
            MailOpsJson.WriteMember(writer, "date", file.Date);
            MailOpsJson.WriteMember(writer, "installedAt", file.InstalledAt);
            writer.WriteMember("count", file.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
