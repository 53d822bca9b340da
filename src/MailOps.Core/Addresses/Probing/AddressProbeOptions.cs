using System;
using System.Net;

namespace MailOps.Addresses;

/// <summary>How mail servers are asked for mailboxes.</summary>
public sealed record AddressProbeOptions
{
    /// <summary>How many addresses are asked for in a run unless told otherwise.</summary>
    public const int DefaultMaxAddresses = 200;

    /// <summary>The sender named in MAIL; empty for the null sender of notices (RFC 5321 section 4.5.5).</summary>
    public string Sender { get; init; } = "";

    /// <summary>The name after EHLO; null takes this host's full name, or its address in brackets when it has none.</summary>
    public string? HeloName { get; init; }

    /// <summary>The address of this host that connections come from; null lets the system choose.</summary>
    public IPAddress? SourceAddress { get; init; }

    /// <summary>A server that is asked in place of each domain's own, such as your own gateway; null for the domain's.</summary>
    public string? Server { get; init; }

    /// <summary>The port of the mail servers; another one than 25 is of use for your own servers only.</summary>
    public int Port { get; init; } = 25;

    /// <summary>How many addresses are asked for in a run at most; null for no limit.</summary>
    public int? MaxAddresses { get; init; } = DefaultMaxAddresses;

    /// <summary>How many recipients a mail server is asked for in a minute at most, above zero.</summary>
    public int RecipientsPerMinute { get; init; } = 10;

    /// <summary>How long each step of a conversation may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    internal void Check()
    {
        if (RecipientsPerMinute < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(RecipientsPerMinute));
        }

        if (MaxAddresses < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxAddresses));
        }

        if (Sender.Length > 0 && !MailAddress.TryParse(Sender, out _, out var error))
        {
            throw DomainErrors.InvalidAddress(Sender, error);
        }
    }
}
