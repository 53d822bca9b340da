using System;
using System.Globalization;
using MailOps.Json;

namespace MailOps.Session;

/// <summary>The kinds of data that come with MailOps or are put beside it, and grow old.</summary>
public enum MailOpsDataKind
{
    /// <summary>Lists of domains and names, docs/data.md.</summary>
    AddressData,

    /// <summary>The public suffix list.</summary>
    PublicSuffixList,
}

/// <summary>Which data is in use, from when, and from where.</summary>
public sealed record MailOpsDataFile
{
    /// <summary>What it is.</summary>
    public MailOpsDataKind Kind { get; init; }

    /// <summary>The file; empty for what is part of MailOps, or where there is none.</summary>
    public string Path { get; init; } = "";

    /// <summary>The date that the data itself names, UTC; null when there is no data or it names none.</summary>
    public DateTime? Date { get; init; }

    /// <summary>When the file was put here, UTC; null for what is part of MailOps, or where there is none.</summary>
    public DateTime? InstalledAt { get; init; }

    /// <summary>How many names or rules it holds.</summary>
    public int Count { get; init; }

    /// <summary>Kind, date and place on one line.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        Count == 0 ? "{0}: none" : InstalledAt is null ? "{0} {1} (built in)" : "{0} {1}, {3:yyyy-MM-dd} put to {2}",
        Kind,
        Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "without a date",
        Path,
        InstalledAt);
}

/// <summary>What an update of data did, or with <see cref="WhatIf"/> would do.</summary>
public sealed record MailOpsDataUpdate : IJsonResult
{
    /// <summary>What was updated.</summary>
    public MailOpsDataKind Kind { get; init; }

    /// <summary>Whether the file is another one than before; a repeat changes nothing.</summary>
    public bool Changed { get; init; }

    /// <summary>Whether this is a preview and nothing was written.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Where the data came from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Where it lies now.</summary>
    public string Path { get; init; } = "";

    /// <summary>The date that the data names, UTC.</summary>
    public DateTime? Date { get; init; }

    /// <summary>The date of the data that it replaces, UTC; null when there was none.</summary>
    public DateTime? PreviousDate { get; init; }

    /// <summary>How many names or rules it holds.</summary>
    public int Count { get; init; }

    /// <summary>What happened, on one line.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0}: {1} ({2:yyyy-MM-dd}, {3} entries)", Kind, Changed ? "replaced" : "unchanged", Date, Count);

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("kind", MailOpsJson.Name(Kind));
        writer.WriteMember("changed", Changed);
        writer.WriteMember("whatIf", WhatIf);
        writer.WriteMember("source", Source);
        writer.WriteMember("path", Path);
        MailOpsJson.WriteMember(writer, "date", Date);
        MailOpsJson.WriteMember(writer, "previousDate", PreviousDate);
        writer.WriteMember("count", Count);
        writer.WriteEndObject();
    }
}
