namespace MailOps.Authentication.Spf;

/// <summary>What SPF says about a client (RFC 7208 section 2.6).</summary>
public enum SpfResult
{
    /// <summary>There is no record, or no domain to ask.</summary>
    None,

    /// <summary>The domain says nothing about this client.</summary>
    Neutral,

    /// <summary>The client may send for the domain.</summary>
    Pass,

    /// <summary>The client may not send for the domain.</summary>
    Fail,

    /// <summary>The client probably may not send for the domain.</summary>
    SoftFail,

    /// <summary>A failure of the DNS that may pass: nobody knows.</summary>
    TempError,

    /// <summary>The domain's records cannot be interpreted.</summary>
    PermError,
}
