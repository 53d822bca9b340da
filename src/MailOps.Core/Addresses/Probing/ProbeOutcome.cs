namespace MailOps.Addresses;

/// <summary>What asking a mail server for a mailbox gave.</summary>
internal enum ProbeState
{
    /// <summary>Nobody was asked.</summary>
    NotProbed,

    /// <summary>Taken, while a made-up mailbox was refused.</summary>
    Accepted,

    /// <summary>Taken, and nobody knows whether any other would be.</summary>
    AcceptedWithoutProof,

    /// <summary>The server takes a made-up mailbox too.</summary>
    CatchAll,

    /// <summary>The server does not know the mailbox.</summary>
    NotFound,

    /// <summary>The server refuses us, not the mailbox.</summary>
    Refused,

    /// <summary>The server has not decided.</summary>
    TempError,
}

/// <summary>What asking a mail server for a mailbox gave, and in whose words.</summary>
internal sealed record ProbeOutcome
{
    public required ProbeState State { get; init; }

    /// <summary>The mail server; empty when none was asked.</summary>
    public string Host { get; init; } = "";

    /// <summary>The reply of the server, or why nobody was asked.</summary>
    public string Text { get; init; } = "";

    public static ProbeOutcome NotProbed(string reason) => new() { State = ProbeState.NotProbed, Text = reason };
}
