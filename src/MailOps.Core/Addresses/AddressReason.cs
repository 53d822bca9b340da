namespace MailOps.Addresses;

/// <summary>The one reason behind a verdict, the weightiest where there are several; the findings tell them all.</summary>
public enum AddressReason
{
    /// <summary>Nothing speaks against the address: Deliverable.</summary>
    None,

    /// <summary>The text is no address: Undeliverable.</summary>
    Syntax,

    /// <summary>The address is on the suppression list: Undeliverable.</summary>
    Suppressed,

    /// <summary>The domain does not exist: Undeliverable.</summary>
    DomainNotFound,

    /// <summary>The domain says that it takes no mail (RFC 7505): Undeliverable.</summary>
    NullMx,

    /// <summary>The domain exists, but has neither a mail server nor an address: Undeliverable.</summary>
    NoMailServer,

    /// <summary>The domain names mail servers, but none that exists (RFC 5321 section 5.1): Undeliverable.</summary>
    NoUsableMx,

    /// <summary>The mail server refused the mailbox as unknown: Undeliverable.</summary>
    MailboxNotFound,

    /// <summary>The domain belongs to a service for throw-away addresses: Risky.</summary>
    Disposable,

    /// <summary>The domain is a mistyped form of a well-known one, the one in the suggestion: Risky.</summary>
    DomainTypo,

    /// <summary>The address looks like one that is kept to catch senders of unwanted mail: Risky.</summary>
    SpamTrap,

    /// <summary>The local part is what people type to get past a form, such as <c>asdf</c>: Risky.</summary>
    Junk,

    /// <summary>Characters that cannot be seen, or letters of several scripts that look alike: Risky.</summary>
    DeceptiveCharacters,

    /// <summary>The server takes mail for every mailbox, so the mailbox may not exist: Risky.</summary>
    CatchAll,

    /// <summary>The domain has no mail server of its own, only an address (RFC 5321 section 5.1): Risky.</summary>
    ImplicitMx,

    /// <summary>The DNS did not answer: Unknown.</summary>
    DnsTempError,

    /// <summary>The mail server did not answer, or not now: Unknown.</summary>
    ProbeTempError,
}
