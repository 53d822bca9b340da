using System;

namespace MailOps.Journal;

/// <summary>
/// The one form in which stores compare addresses: lower case as a whole. RFC 5321 section 2.4 leaves the case of a local part to its
/// host; no host in use tells two mailboxes apart by case, and a block that a capital letter evades would be none.
/// </summary>
public static class AddressKey
{
    /// <summary>The key of an address.</summary>
    /// <param name="address">The address, with or without blanks around it.</param>
    /// <returns>The key; equal for addresses that reach one mailbox by spelling alone.</returns>
    public static string Of(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
#pragma warning disable CA1308 // Stored keys are lower case, as domains are.
        return address.Trim().ToLowerInvariant();
#pragma warning restore CA1308
    }
}
