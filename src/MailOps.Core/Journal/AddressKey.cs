using System;

namespace MailOps.Journal;

/// <summary>
/// The one form in which stores compare addresses: <see cref="MailAddress.ComparisonKey"/>, lower case as a whole. A block that a capital
/// letter evades would be none.
/// </summary>
public static class AddressKey
{
    /// <summary>The key of an address.</summary>
    /// <param name="address">The address, with or without blanks around it.</param>
    /// <returns>The key; equal for addresses that reach one mailbox by spelling alone.</returns>
    public static string Of(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (MailAddress.TryParse(address, out var parsed))
        {
            return parsed.ComparisonKey;
        }

        // A report may name what is no address; it still has to be found again.
#pragma warning disable CA1308 // Stored keys are lower case, as domains are.
        return address.Trim().ToLowerInvariant();
#pragma warning restore CA1308
    }
}
