namespace MailOps;

/// <summary>Why a text is no address or no domain name. The names are stable: scripts may branch on them.</summary>
public enum AddressFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>There is no <c>@</c>.</summary>
    AtMissing,

    /// <summary>Nothing stands before the <c>@</c>.</summary>
    LocalPartMissing,

    /// <summary>Nothing stands after the <c>@</c>.</summary>
    DomainMissing,

    /// <summary>A display name or angle brackets stand around the address.</summary>
    AngleBrackets,

    /// <summary>Several addresses stand in one field.</summary>
    SeveralAddresses,

    /// <summary>A second <c>@</c> stands in the domain.</summary>
    SecondAt,

    /// <summary>White space where none may stand, such as a blank after the address.</summary>
    WhiteSpace,

    /// <summary>A control character, such as NUL or a line break.</summary>
    ControlCharacter,

    /// <summary>Half of a surrogate pair: the text is no Unicode text.</summary>
    UnpairedSurrogate,

    /// <summary>The local part begins with a dot.</summary>
    LeadingDot,

    /// <summary>The local part ends with a dot.</summary>
    TrailingDot,

    /// <summary>Two dots follow each other in the local part.</summary>
    ConsecutiveDots,

    /// <summary>A character that the local part may hold only within quotes.</summary>
    LocalPartCharacter,

    /// <summary>The quoted local part has no closing quote.</summary>
    QuoteNotClosed,

    /// <summary>Something other than the <c>@</c> follows the closing quote, or a quote stands within an unquoted local part.</summary>
    QuoteMisplaced,

    /// <summary>A character that may not stand even within quotes, or not after a backslash.</summary>
    QuotedCharacter,

    /// <summary>The local part has more than 64 octets (RFC 5321 section 4.5.3.1.1).</summary>
    LocalPartTooLong,

    /// <summary>A label of the domain is empty: two dots in a row, or a dot at the beginning.</summary>
    LabelEmpty,

    /// <summary>The domain ends with a dot.</summary>
    DomainTrailingDot,

    /// <summary>A label begins with a hyphen.</summary>
    LabelLeadingHyphen,

    /// <summary>A label ends with a hyphen.</summary>
    LabelTrailingHyphen,

    /// <summary>A character that no host name holds.</summary>
    DomainCharacter,

    /// <summary>An underscore, which names of hosts and mail domains do not hold (RFC 5321 section 2.3.5).</summary>
    DomainUnderscore,

    /// <summary>A label has more than 63 octets, an internationalised one counted in its encoded form.</summary>
    LabelTooLong,

    /// <summary>The domain has more than 253 octets in its encoded form.</summary>
    DomainTooLong,

    /// <summary>The address has more than 254 octets (RFC 5321 section 4.5.3.1.3: a path of 256 with its brackets).</summary>
    AddressTooLong,

    /// <summary>The address literal has no closing bracket.</summary>
    LiteralNotClosed,

    /// <summary>Something follows the address literal, or stands before it.</summary>
    LiteralMisplaced,

    /// <summary>The address literal is no IPv4 address of four decimal numbers from 0 to 255.</summary>
    LiteralIPv4,

    /// <summary>The address literal is no IPv6 address.</summary>
    LiteralIPv6,

    /// <summary>The <c>::</c> of the IPv6 literal stands for one group only; it has to stand for two at least (RFC 5321 section 4.1.3).</summary>
    LiteralIPv6Compression,

    /// <summary>The tag of the address literal is none that is registered; only <c>IPv6</c> is.</summary>
    LiteralTag,

    /// <summary>A comment, which only a message header may hold.</summary>
    CommentNotAllowed,

    /// <summary>The comment has no closing parenthesis.</summary>
    CommentNotClosed,

    /// <summary>A quoted part beside other parts, which only old message headers hold.</summary>
    ObsoleteForm,

    /// <summary>A line break that does not continue on the next line with a blank.</summary>
    FoldingBroken,

    /// <summary>A letter that must be mapped first: a capital, a full-width or another compatibility form (RFC 5891 section 5.2).</summary>
    IdnNotMapped,

    /// <summary>A character that no internationalised name may hold (RFC 5892): a symbol, emoji or punctuation mark.</summary>
    IdnDisallowed,

    /// <summary>A code point that is not assigned.</summary>
    IdnUnassigned,

    /// <summary>The label is not in Normalization Form C (RFC 5891 section 4.1).</summary>
    IdnNotNormalized,

    /// <summary>The label begins with a combining mark (RFC 5891 section 4.2.3.2).</summary>
    IdnLeadingMark,

    /// <summary>Hyphens in third and fourth place of an internationalised label (RFC 5891 section 4.2.3.1).</summary>
    IdnHyphens,

    /// <summary>A character stands where its contextual rule forbids it (RFC 5892 appendix A).</summary>
    IdnContext,

    /// <summary>The label mixes writing directions (RFC 5893 section 2).</summary>
    IdnBidi,

    /// <summary>The label begins with <c>xn--</c> and holds other letters than ASCII.</summary>
    IdnMixedEncoding,

    /// <summary>A character that a display name may hold only within quotes.</summary>
    DisplayNameCharacter,

    /// <summary>Something stands behind the closing angle bracket, or the bracket is missing.</summary>
    AngleNotClosed,
}
