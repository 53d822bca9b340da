using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Json;

namespace MailOps.Dns;

/// <summary>
/// Answers from memory instead of the network: from a JSON file (docs/zones.md) or a <see cref="ZoneBuilder"/>. A name that is not there does
/// not exist, unless a name below it is there; a name without the type asked for has no data; aliases are followed; and a
/// failure that the zone orders is <see cref="DnsStatus.TempError"/>.
/// </summary>
public sealed class ZoneResolver : IDnsResolver
{
    internal const string ServerName = "zone";

    // What a chain may have: the same as of the resolver that asks the network.
    private const int MaxAliases = 16;
    private const int MaxFileBytes = 64 * 1024 * 1024;

    private readonly Dictionary<string, ZoneNode> _nodes;

    // Names that exist only because there is a name below them (RFC 8020 section 2).
    private readonly HashSet<string> _emptyNames = new(StringComparer.Ordinal);

    internal ZoneResolver(Dictionary<string, ZoneNode> nodes)
    {
        _nodes = nodes;
        foreach (var name in nodes.Keys)
        {
            for (var parent = DnsName.Parent(name); parent is not null && _emptyNames.Add(parent);)
            {
                parent = DnsName.Parent(parent);
            }
        }
    }

    /// <summary>How many names have records.</summary>
    public int Count => _nodes.Count;

    /// <summary>Reads a zone file.</summary>
    /// <param name="path">A JSON file as docs/zones.md describes it, 64 MB at most.</param>
    /// <exception cref="MailOpsException">MailOps.Dns.ZoneUnreadable, or MailOps.Dns.InvalidZone with line and column.</exception>
    public static ZoneResolver Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw DnsErrors.ZoneIsFolder(path);
        }

        byte[] bytes;
        try
        {
            var length = new FileInfo(path).Length;
            bytes = length <= MaxFileBytes ? File.ReadAllBytes(path)
                : throw new IOException(string.Format(CultureInfo.InvariantCulture, "{0} > {1} bytes", length, MaxFileBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw DnsErrors.ZoneUnreadable(path, e);
        }

        return Read(bytes, path);
    }

    /// <summary>Reads a zone from memory.</summary>
    /// <param name="json">The JSON text in UTF-8.</param>
    /// <param name="source">What to call the zone in errors.</param>
    /// <exception cref="MailOpsException">MailOps.Dns.InvalidZone with line and column.</exception>
    public static ZoneResolver Read(ReadOnlySpan<byte> json, string source = "")
    {
        try
        {
            return FromJson(JsonValue.Parse(json));
        }
        catch (JsonException e)
        {
            throw DnsErrors.InvalidZone(source, e.Message, e);
        }
    }

    /// <summary>Makes a resolver of a zone that is part of a larger JSON text.</summary>
    /// <exception cref="JsonException">It is no zone.</exception>
    internal static ZoneResolver FromJson(JsonValue zone) => new ZoneReader().Read(zone).Build();

    /// <inheritdoc/>
    public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? new ValueTask<DnsAnswer>(Task.FromCanceled<DnsAnswer>(cancellationToken))
            : new ValueTask<DnsAnswer>(Answer(question));

    private DnsAnswer Answer(DnsQuestion question)
    {
        List<string> aliases = [];
        var name = question.Name;
        while (_nodes.TryGetValue(name, out var node))
        {
            if (node.FailureFor(question.Type) is { } reason)
            {
                return DnsAnswer.Failed(question, ZoneNode.Describe(reason, question), ServerName);
            }

            var records = node.RecordsFor(question.Type);
            if (records.Count > 0)
            {
                return Reply(question, DnsStatus.Found, name, aliases) with { Records = records, TimeToLive = Shortest(records) };
            }

            if (node.Alias is not { } alias)
            {
                return Reply(question, DnsStatus.NoData, name, aliases);
            }

            aliases.Add(name);
            name = alias.Target;
            if (aliases.Count > MaxAliases || aliases.Contains(name))
            {
                return DnsAnswer.Failed(question, DnsFailures.AliasLoop(question), ServerName);
            }
        }

        return Reply(question, _emptyNames.Contains(name) ? DnsStatus.NoData : DnsStatus.NxDomain, name, aliases);
    }

    private static DnsAnswer Reply(DnsQuestion question, DnsStatus status, string name, List<string> aliases) => new()
    {
        Question = question,
        Status = status,
        CanonicalName = name,
        Aliases = aliases.Count == 0 ? [] : aliases.ToArray(),
        TimeToLive = ZoneBuilder.DefaultTimeToLive,
        Server = ServerName,
    };

    private static TimeSpan Shortest(IReadOnlyList<DnsRecord> records)
    {
        var shortest = TimeSpan.MaxValue;
        foreach (var record in records)
        {
            shortest = record.TimeToLive < shortest ? record.TimeToLive : shortest;
        }

        return shortest;
    }
}
