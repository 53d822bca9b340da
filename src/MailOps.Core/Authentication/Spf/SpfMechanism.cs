namespace MailOps.Authentication.Spf;

/// <summary>How clients are recognised (RFC 7208 section 5).</summary>
public enum SpfMechanism
{
    /// <summary><c>all</c>: every client.</summary>
    All,

    /// <summary><c>include</c>: the clients that another domain's record passes.</summary>
    Include,

    /// <summary><c>a</c>: the addresses of a host.</summary>
    A,

    /// <summary><c>mx</c>: the addresses of a domain's mail exchangers.</summary>
    Mx,

    /// <summary><c>ptr</c>: clients whose reverse name lies in a domain; slow, unreliable, and not to be used any more (section 5.5).</summary>
#pragma warning disable CA1720 // The name is that of the mechanism, not of a pointer.
    Ptr,
#pragma warning restore CA1720

    /// <summary><c>ip4</c>: a network of IPv4.</summary>
    Ip4,

    /// <summary><c>ip6</c>: a network of IPv6.</summary>
    Ip6,

    /// <summary><c>exists</c>: clients for which a name, made with macros, has an address.</summary>
    Exists,
}
