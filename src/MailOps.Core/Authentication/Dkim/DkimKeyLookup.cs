using MailOps.Dns;

namespace MailOps.Authentication.Dkim;

/// <summary>What was found at the name of a key.</summary>
internal sealed class DkimKeyLookup
{
    /// <summary>The record that counts; null when there is none or nobody knows.</summary>
    public DkimKeyAnalysis? Analysis { get; init; }

    public DkimPublicKey? Key { get; init; }

    public int RecordCount { get; init; }

    /// <summary>Null unless the DNS did not answer.</summary>
    public DnsFailure? Failure { get; init; }

    /// <summary>The name that really has the record; null when it is the one that was asked for.</summary>
    public string? AliasTarget { get; init; }
}
