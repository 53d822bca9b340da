namespace MailOps.Authentication.Arc;

/// <summary>What sealing a message gave.</summary>
public sealed record ArcSealing
{
    /// <summary>The three fields, folded, each ending with CRLF: they go before the message. Empty when nothing may be added.</summary>
    public string Fields => Seal + MessageSignature + AuthenticationResults;

    /// <summary>Whether there is a set to add.</summary>
    public bool Changed => Seal.Length > 0;

    /// <summary>The place of the new set in the chain; 0 without one.</summary>
    public int Instance { get; init; }

    /// <summary>The field ARC-Seal.</summary>
    public string Seal { get; init; } = "";

    /// <summary>The field ARC-Message-Signature.</summary>
    public string MessageSignature { get; init; } = "";

    /// <summary>The field ARC-Authentication-Results.</summary>
    public string AuthenticationResults { get; init; } = "";

    /// <summary>Why nothing was added.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The three fields.</summary>
    public override string ToString() => Fields;
}
