using System.Collections.Generic;

namespace MailOps.Addresses;

/// <summary>What the DNS says about mail for a domain; made once, and shared by all addresses of the domain.</summary>
internal sealed record MailDomainOutcome
{
    public required MailDomainState State { get; init; }

    /// <summary>The mail servers, the preferred ones first; for an implicit MX the domain itself.</summary>
    public TextList Hosts { get; init; } = TextList.Empty;

    /// <summary>Why nobody knows; empty unless the state is TempError.</summary>
    public string TempError { get; init; } = "";

    /// <summary>What was noticed, in the language of the user interface at that time.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
