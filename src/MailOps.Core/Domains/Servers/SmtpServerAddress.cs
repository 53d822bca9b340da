namespace MailOps.Domains.Servers;

/// <summary>An address of a server and the names that the DNS gives it.</summary>
public sealed record SmtpServerAddress
{
    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>Its names (PTR records).</summary>
    public TextList Names { get; init; } = TextList.Empty;

    /// <summary>Those names that lead back to the address (FCrDNS).</summary>
    public TextList ConfirmedNames { get; init; } = TextList.Empty;

    /// <summary>The address and its first confirmed name.</summary>
    public override string ToString() => Address + (ConfirmedNames.Count > 0 ? " (" + ConfirmedNames[0] + ")" : "");
}
