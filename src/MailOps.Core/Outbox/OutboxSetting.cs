using MailOps.Json;

namespace MailOps.Outbox;

/// <summary>What was done to a setting of the outbox.</summary>
public enum OutboxSettingAction
{
    /// <summary>It was as wished already.</summary>
    None,

    /// <summary>It was made or changed.</summary>
    Set,

    /// <summary>It was removed.</summary>
    Removed,

    /// <summary>It goes on after a stop.</summary>
    Resumed,
}

/// <summary>The decision about one setting of the outbox, such as a server profile or a throttle.</summary>
public sealed record OutboxSetting : IJsonResult
{
    /// <summary>What it is: server, throttle, campaign.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What was done, or with <see cref="WhatIf"/> would be.</summary>
    public OutboxSettingAction Action { get; init; }

    /// <summary>Whether anything changed.</summary>
    public bool Changed { get; init; }

    /// <summary>Whether it was only asked.</summary>
    public bool WhatIf { get; init; }

    /// <summary>How it is now.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Name and action on one line.</summary>
    public override string ToString() => Name + ": " + Action + (Reason.Length == 0 ? "" : " (" + Reason + ")");

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("kind", Kind);
        writer.WriteMember("name", Name);
        writer.WriteMember("action", MailOpsJson.Name(Action));
        writer.WriteMember("changed", Changed);
        writer.WriteMember("whatIf", WhatIf);
        writer.WriteMember("reason", Reason);
        writer.WriteEndObject();
    }
}
