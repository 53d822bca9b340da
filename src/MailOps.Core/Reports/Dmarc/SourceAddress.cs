using System;
using MailOps.Authentication.Spf;

namespace MailOps.Reports.Dmarc;

/// <summary>The <c>source_ip</c> of a row: the same client has the same text in every report (RFC 5952), however its reporter writes it.</summary>
internal static class SourceAddress
{
    /// <returns>The address; null when the text is none.</returns>
    public static string? Normalize(string text)
    {
        var address = text.AsSpan();
        if (address is ['[', .., ']'])
        {
            address = address.Slice(1, address.Length - 2);
        }

        if (SpfAddressReader.TryReadIPv4(address, out _))
        {
            return address.Length == text.Length ? text : address.ToString();
        }

        return SpfAddressReader.TryReadIPv6(address, out var parsed) ? NetworkAddresses.Plain(parsed!).ToString() : null;
    }
}
