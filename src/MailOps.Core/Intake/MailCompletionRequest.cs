using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Json;
using MailOps.Mailboxes;

namespace MailOps.Intake;

/// <summary>What becomes of a message that is done.</summary>
public enum MailCompletionAction
{
    /// <summary>Nothing: it was a preview only, or the message is gone.</summary>
    None,

    /// <summary>It is moved to another folder.</summary>
    Move,

    /// <summary>It is deleted for good.</summary>
    Delete,

    /// <summary>It gets a flag and stays where it is.</summary>
    Flag,
}

/// <summary>How messages are completed.</summary>
public sealed record MailCompletionOptions
{
    /// <summary>What becomes of them.</summary>
    public required MailCompletionAction Action { get; init; }

    /// <summary>The folder to move them to; made when it is missing.</summary>
    public string Target { get; init; } = "";

    /// <summary>The flags to set.</summary>
    public MailFlagSet Flags { get; init; } = MailFlagSet.None;

    /// <summary>A flag by its name: <c>Seen</c>, <c>Answered</c>, <c>Flagged</c>, or any keyword.</summary>
    /// <param name="name">The name, with or without a backslash.</param>
    public static MailFlagSet FlagOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var bare = name.TrimStart('\\');
        return bare.Length > 0 && !char.IsDigit(bare[0]) && Enum.TryParse<MailFlags>(bare, ignoreCase: true, out var flag) && flag != MailFlags.None
            ? MailFlagSet.Of(flag)
            : MailFlagSet.Of(MailFlags.None, name);
    }

    /// <summary>Flags by their names.</summary>
    internal static MailFlagSet FlagsOf(IEnumerable<string> names)
    {
        var flags = names.Select(FlagOf).ToList();
        return new MailFlagSet
        {
            Flags = flags.Aggregate(MailFlags.None, (all, flag) => all | flag.Flags),
            Keywords = new TextList(flags.SelectMany(flag => flag.Keywords)),
        };
    }
}

/// <summary>What became of one message; a change and its preview look alike.</summary>
public sealed record MailCompletionDecision : IJsonResult
{
    /// <summary>Where the message lay.</summary>
    public required MailLocation Location { get; init; }

    /// <summary>Its Message-ID, without angle brackets; empty when it has none.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>What was done, or would be.</summary>
    public required MailCompletionAction Action { get; init; }

    /// <summary>The folder it was moved to, or the flag it got; else empty.</summary>
    public string Target { get; init; } = "";

    /// <summary>Where it lies now; null where it was not moved, or the server does not say.</summary>
    public MailLocation? NewLocation { get; init; }

    /// <summary>Whether this is a preview: nothing was changed.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Whether the mailbox changed.</summary>
    public bool Changed { get; init; }

    /// <summary>Why it was not done; empty when it was.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Where the message lay, in short: folder and UID.</summary>
    public string Message => DisplayText.Clean(Location.Folder + "/" + Location.Uid);

    /// <summary>Why it failed; null when it did not.</summary>
    internal MailOpsException? Failure { get; init; }

    /// <summary>Action and message on one line.</summary>
    public override string ToString() => Action + " " + Location;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("mailbox", Location.Mailbox);
        writer.WriteMember("folder", Location.Folder);
        writer.WriteMember("uidValidity", Location.UidValidity);
        writer.WriteMember("uid", Location.Uid);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("action", MailOpsJson.Name(Action));
        writer.WriteMember("target", Target);
        writer.WriteMember("newUid", NewLocation?.Uid ?? "");
        writer.WriteMember("whatIf", WhatIf);
        writer.WriteMember("changed", Changed);
        writer.WriteMember("reason", Reason);
        writer.WriteEndObject();
    }
}
