namespace MailOps.Bounces;

/// <summary>
/// Whether an address is lost. This is the technical judgement on one report, never a sender's policy: a soft bounce stays soft however
/// often it comes back.
/// </summary>
public enum BouncePermanence
{
    /// <summary>Not a failure.</summary>
    None,

    /// <summary>
    /// The address can work later or for another mail: mailbox full, message refused as spam, account locked, server out of order. A
    /// status of class 5 alone does not make a bounce hard.
    /// </summary>
    Soft,

    /// <summary>This address will not work: no such mailbox, no such domain, moved away, a domain that takes no mail.</summary>
    Hard,
}
