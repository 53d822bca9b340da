using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MailOps.Json;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>One line of the audit: what was done in the name of a recall.</summary>
public sealed record MailRecallAuditEntry : IJsonResult
{
    /// <summary>Its number, from 1 without gaps.</summary>
    public long Number { get; init; }

    /// <summary>The recall; 0 for the policy.</summary>
    public long RecallId { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>The account that did it.</summary>
    public string Actor { get; init; } = "";

    /// <summary>What was done.</summary>
    public string Action { get; init; } = "";

    /// <summary>Whose mailbox; empty for the recall as a whole.</summary>
    public string Mailbox { get; init; } = "";

    /// <summary>More about it.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The SHA-256 over this entry and the hash before it, in hexadecimal digits.</summary>
    public string Hash { get; init; } = "";

    /// <summary>When, who and what on one line.</summary>
    public override string ToString() => DisplayText.Clean(string.Format(
        CultureInfo.InvariantCulture, "{0:u} {1} {2} {3} {4}", At, Actor, Action, Mailbox, Detail).TrimEnd());

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("number", Number);
        writer.WriteMember("recallId", RecallId);
        MailOpsJson.WriteMember(writer, "at", At);
        writer.WriteMember("actor", Actor);
        writer.WriteMember("action", Action);
        writer.WriteMember("mailbox", Mailbox);
        writer.WriteMember("detail", Detail);
        writer.WriteMember("hash", Hash);
        writer.WriteEndObject();
    }
}

/// <summary>
/// The chain of the audit: each entry's hash covers the one before, so that none can be changed or left out unseen unless all later ones are
/// written anew. Whoever needs more keeps a hash of the chain elsewhere.
/// </summary>
public static class MailRecallAudit
{
    /// <summary>The hash of an entry.</summary>
    /// <param name="before">The hash of the entry before; empty for the first one.</param>
    /// <param name="entry">The entry; its own hash is not looked at.</param>
    public static string Hash(string before, MailRecallAuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        // Each text goes in with its length, so that no two different entries give the same octets.
        var text = new StringBuilder();
        Add(text, before);
        Add(text, entry.Number.ToString(CultureInfo.InvariantCulture));
        Add(text, entry.RecallId.ToString(CultureInfo.InvariantCulture));
        Add(text, (entry.At.Ticks / TimeSpan.TicksPerMillisecond).ToString(CultureInfo.InvariantCulture));
        Add(text, entry.Actor);
        Add(text, entry.Action);
        Add(text, entry.Mailbox);
        Add(text, entry.Detail);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        return MailDigest.ToText(hash.GetHashAndReset());
    }

    /// <summary>Checks the chain.</summary>
    /// <param name="entries">All entries, oldest first.</param>
    /// <returns>The number of the first entry that does not fit; null when all do.</returns>
    public static long? FindBreak(IReadOnlyList<MailRecallAuditEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var before = "";
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Number != i + 1 || Hash(before, entries[i]) != entries[i].Hash)
            {
                return i + 1;
            }

            before = entries[i].Hash;
        }

        return null;
    }

    private static void Add(StringBuilder text, string value) =>
        text.Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(value).Append(';');
}
