namespace MailOps.Authentication.Dkim;

/// <summary>What <see cref="DkimKeyRecordParser"/> makes of a text.</summary>
public sealed record DkimKeyAnalysis
{
    /// <summary>
    /// Whether verifiers can use the record and the key in it. A record that is meant for another service, or whose key was revoked, is valid all
    /// the same.
    /// </summary>
    public bool IsValid { get; init; }

    /// <summary>The record, as far as it can be read; null when the text is none.</summary>
    public DkimKeyRecord? Record { get; init; }

    /// <summary>What is wrong with the text, or worth knowing.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;
}
