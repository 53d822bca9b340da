using System;
using System.Collections.Generic;

namespace MailOps.Cli.Sink;

/// <summary>A message that the sink took.</summary>
internal sealed record SinkMessage
{
    /// <summary>The reverse-path; empty for the null one.</summary>
    public required string Sender { get; init; }

    /// <summary>The forward-paths.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The message, without doubled dots.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The file it was written to; null when the sink has no folder.</summary>
    public string? Path { get; init; }
}
