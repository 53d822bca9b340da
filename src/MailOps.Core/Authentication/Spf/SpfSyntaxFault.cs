namespace MailOps.Authentication.Spf;

/// <summary>What is wrong with a term.</summary>
public enum SpfSyntaxFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is no such mechanism.</summary>
    UnknownMechanism,

    /// <summary>A network is written behind <c>ip:</c> or <c>ipv4:</c> instead of <c>ip4:</c> or <c>ip6:</c>.</summary>
    WrongNetworkName,

    /// <summary><c>redirect</c> or <c>exp</c> is written with a colon; modifiers take an equals sign.</summary>
    ModifierWithColon,

    /// <summary>A mechanism is written with an equals sign; mechanisms take a colon.</summary>
    MechanismWithEquals,

    /// <summary>A modifier has a qualifier before it, or a name that is none.</summary>
    InvalidModifier,

    /// <summary><c>redirect</c> or <c>exp</c> occurs twice.</summary>
    DuplicateModifier,

    /// <summary>The domain is missing.</summary>
    MissingDomain,

    /// <summary>The domain does not end in a label that a top-level domain can be, such as <c>localhost</c> or <c>192.0.2.1</c>.</summary>
    InvalidDomain,

    /// <summary>An address stands where a domain belongs: <c>a:192.0.2.1</c> instead of <c>ip4:192.0.2.1</c>.</summary>
    AddressAsDomain,

    /// <summary>A percent sign begins no macro, or a macro has a letter or a form that it may not have.</summary>
    InvalidMacro,

    /// <summary>The network is no address of its family.</summary>
    InvalidNetwork,

    /// <summary>The prefix length is not a number in its range, or has leading zeros.</summary>
    InvalidPrefixLength,

    /// <summary>The mechanism takes no domain, network or prefix length.</summary>
    ValueNotAllowed,

    /// <summary>A character is not visible ASCII, such as a long dash or a non-breaking space from a word processor.</summary>
    InvalidCharacter,
}
