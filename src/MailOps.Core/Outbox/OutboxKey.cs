using System;
using System.Security.Cryptography;
using System.Text;

namespace MailOps.Outbox;

/// <summary>Makes idempotency keys, so that a runbook that starts over sends nothing twice.</summary>
public static class OutboxKey
{
    /// <summary>A key from what makes a mail the same mail, such as campaign, recipient and template.</summary>
    /// <param name="parts">The parts; their order and their borders count.</param>
    public static string From(params string[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            // With the length in front, ("ab", "c") and ("a", "bc") differ.
            text.Append(part.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)).Append(':').Append(part);
        }

        using var hash = SHA256.Create();
#pragma warning disable CA1850 // HashData does not exist on netstandard2.0.
        return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA1850
    }
}
