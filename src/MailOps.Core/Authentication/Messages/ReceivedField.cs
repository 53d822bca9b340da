using System;
using System.Net;
using System.Net.Sockets;

namespace MailOps.Authentication;

/// <summary>What a Received field (RFC 5321 section 4.4) says about the client. Hosts write it in many ways; what cannot be read stays empty.</summary>
internal sealed class ReceivedField
{
    public IPAddress? ClientAddress { get; private set; }

    public string Helo { get; private set; } = "";

    /// <summary>The host that wrote the field.</summary>
    public string By { get; private set; } = "";

    /// <summary>Whether the client is outside: neither this machine nor a private network.</summary>
    public bool IsFromOutside => ClientAddress is not null && !IsInternal(ClientAddress);

    public static ReceivedField Read(ReadOnlySpan<byte> value)
    {
        var words = AuthenticationResultsText.Unfold(value).Split([' ', '(', ')', '[', ']', '<', '>', ';', '='], StringSplitOptions.RemoveEmptyEntries);
        var field = new ReceivedField();
        var isBehindBy = false;
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            var next = i + 1 < words.Length ? words[i + 1] : "";
            if (word.Equals("by", StringComparison.OrdinalIgnoreCase) && !isBehindBy)
            {
                isBehindBy = true;
                field.By = next;
            }
            else if (!isBehindBy)
            {
                field.ReadClient(word, next, i);
            }
        }

        return field;
    }

    private void ReadClient(string word, string next, int index)
    {
        // Postfix writes the HELO name first, Exim and qmail name it.
        if ((index == 0 && word.Equals("from", StringComparison.OrdinalIgnoreCase)) || word.Equals("helo", StringComparison.OrdinalIgnoreCase))
        {
            Helo = next;
            return;
        }

        var text = word.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? word.Substring(5) : word;
        var isAddress = text.Contains(':') || text.Split('.').Length == 4;
        if (isAddress && IPAddress.TryParse(text, out var address))
        {
            // The last address is the one that the host saw; one before it may be the HELO name.
            ClientAddress = address;
        }
    }

    private static bool IsInternal(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(address))
        {
            return true;
        }

        var octets = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? octets[0] == 10 || (octets[0] == 172 && (octets[1] & 0xF0) == 16) || (octets[0] == 192 && octets[1] == 168)
                || (octets[0] == 169 && octets[1] == 254) || (octets[0] == 100 && (octets[1] & 0xC0) == 64)
            : address.IsIPv6LinkLocal || (octets[0] & 0xFE) == 0xFC;
    }
}
