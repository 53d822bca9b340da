namespace MailOps;

/// <summary>Which written forms of an address are taken.</summary>
public enum AddressSyntax
{
    /// <summary>
    /// A mailbox as SMTP takes it: RFC 5321 section 4.1.2 (Mailbox) with the extensions of RFC 6531 section 3.3 and IDNA2008 domains. No
    /// comments, no folding, no obsolete forms. The default.
    /// </summary>
    Mailbox,

    /// <summary>
    /// The forms of a message header that stand for such a mailbox: RFC 5322 section 3.4.1 (addr-spec) with comments, folding white space
    /// and the obsolete forms of section 4.4. Lengths and address literals are those of <see cref="Mailbox"/>.
    /// </summary>
    Rfc5322,
}
