using System;
using System.Collections.Generic;
using MailOps.Json;

namespace MailOps.Journal;

/// <summary>What to erase from the log: what is old, or what concerns addresses.</summary>
public sealed record LogErasureRequest
{
    /// <summary>Mail that was over before this moment, and other events from before it; null: no matter when. UTC.</summary>
    public DateTime? Before { get; init; }

    /// <summary>Only what concerns these addresses; empty: all.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>
    /// Erase also the events that hold up a suppression, and with them the suppression itself: mail goes out again. Without it they stay, so
    /// that nobody is written to who must not be.
    /// </summary>
    public bool IncludeEvidence { get; init; }

    /// <summary>The account that asks for it; the journal keeps its name, and not the addresses.</summary>
    public string Actor { get; init; } = "";
}

/// <summary>What became of a part of the log.</summary>
public enum LogErasureAction
{
    /// <summary>Nothing was there.</summary>
    NothingToDo,

    /// <summary>Erased, and cannot be brought back.</summary>
    Erased,

    /// <summary>Kept: the suppression list rests on it.</summary>
    KeptAsEvidence,

    /// <summary>Kept: mail to the address is not over.</summary>
    KeptWhileQueued,
}

/// <summary>What was decided about a part of the log; an erasure and its preview look alike.</summary>
public sealed record LogErasureDecision : IJsonResult
{
    /// <summary>What was done, or would be.</summary>
    public required LogErasureAction Action { get; init; }

    /// <summary>The address; empty where all were meant.</summary>
    public string Address { get; init; } = "";

    /// <summary>Up to when, UTC; null where the time did not matter.</summary>
    public DateTime? Before { get; init; }

    /// <summary>How many events of the journal it concerns.</summary>
    public long Events { get; init; }

    /// <summary>How many deliveries it concerns.</summary>
    public long Deliveries { get; init; }

    /// <summary>Why, for people.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether the store changed; false for a preview.</summary>
    public bool Changed { get; init; }

    /// <summary>Whether this is a preview: nothing was changed.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Action and amount on one line.</summary>
    public override string ToString() => $"{Action} {(Address.Length > 0 ? Address : "the log")}: {Events} events, {Deliveries} deliveries";

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("action", MailOpsJson.Name(Action));
        writer.WriteMember("address", Address);
        MailOpsJson.WriteMember(writer, "before", Before);
        writer.WriteMember("events", Events);
        writer.WriteMember("deliveries", Deliveries);
        writer.WriteMember("reason", Reason);
        writer.WriteMember("changed", Changed);
        writer.WriteMember("whatIf", WhatIf);
        writer.WriteEndObject();
    }
}
