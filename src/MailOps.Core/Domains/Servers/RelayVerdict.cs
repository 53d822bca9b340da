namespace MailOps.Domains.Servers;

/// <summary>Whether a server takes mail from strangers for strangers.</summary>
public enum RelayVerdict
{
    /// <summary>Nobody asked for the test.</summary>
    NotTested,

    /// <summary>It refuses.</summary>
    Refused,

    /// <summary>It would take it from this host: spammers use such servers.</summary>
    Open,

    /// <summary>Its answer says neither.</summary>
    Unknown,
}
