using System;

namespace MailOps.Storage;

/// <summary>What tests narrow down.</summary>
internal sealed record PostgresTuning
{
    public static readonly PostgresTuning Default = new();

    /// <summary>How long a dispatcher counts as alive without a word, on the server's clock.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);
}
