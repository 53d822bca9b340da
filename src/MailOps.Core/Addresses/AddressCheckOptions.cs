using System;

namespace MailOps.Addresses;

/// <summary>How addresses are checked.</summary>
public sealed record AddressCheckOptions
{
    /// <summary>Whether only the text is looked at and nobody is asked: no DNS, no suppression list, no history.</summary>
    public bool SyntaxOnly { get; init; }

    /// <summary>Which written forms are taken.</summary>
    public AddressSyntax Syntax { get; init; } = AddressSyntax.Mailbox;

    /// <summary>
    /// Whether slips of typing that leave no doubt are mended before the check: blanks around the address, capitals and full-width letters in
    /// an internationalised domain, a final dot. Off, such a text is no address, and its mended form the suggestion.
    /// </summary>
    public bool CleanInput { get; init; }

    /// <summary>Whether the mail servers of a domain are looked up too, and not only their names. On unless said otherwise.</summary>
    public bool CheckMxHosts { get; init; } = true;

    /// <summary>How old a result kept from an earlier run may be to be used again; null: every address is checked anew.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Whether results are kept in the history, where one is given; an Unknown never is.</summary>
    public bool KeepResults { get; init; } = true;

    /// <summary>What is known about domains and names; null: what the library brings along.</summary>
    public AddressData? Data { get; init; }

    /// <summary>How many domains' answers are kept in memory at a time, above zero.</summary>
    public int DomainCacheSize { get; init; } = 100_000;
}
