using System;

namespace MailOps.Addresses;

/// <summary>How far an address was checked.</summary>
[Flags]
public enum AddressEvidence
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Its text, and what is known about its domain.</summary>
    Syntax = 1,

    /// <summary>The mail servers of its domain, as the DNS names them.</summary>
    Dns = 2,

    /// <summary>The mail server was asked for the mailbox.</summary>
    Probe = 4,

    /// <summary>What earlier mail or an earlier check showed.</summary>
    History = 8,
}
