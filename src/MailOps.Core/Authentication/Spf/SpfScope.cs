namespace MailOps.Authentication.Spf;

/// <summary>Which name of the SMTP session SPF was asked about (RFC 7208 sections 2.3 and 2.4).</summary>
public enum SpfScope
{
    /// <summary>The domain of MAIL FROM; of an empty one the HELO name with the local part postmaster.</summary>
    MailFrom,

    /// <summary>The name given with HELO or EHLO.</summary>
    Helo,
}
