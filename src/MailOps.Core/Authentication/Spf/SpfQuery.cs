using System.Net;

namespace MailOps.Authentication.Spf;

/// <summary>One question to SPF: may this client send for that sender?</summary>
public sealed record SpfQuery
{
    /// <summary>The address of the SMTP client, IPv4 or IPv6; an IPv4 address mapped into IPv6 is taken as IPv4.</summary>
    public required IPAddress ClientAddress { get; init; }

    /// <summary>The domain whose record is asked, the argument <c>domain</c> of check_host(); empty: that of the identity that is checked.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The address of MAIL FROM without angle brackets; empty for the empty reverse path of bounces.</summary>
    public string MailFrom { get; init; } = "";

    /// <summary>The name given with HELO or EHLO; empty when not known.</summary>
    public string Helo { get; init; } = "";

    /// <summary>Which of the two to check.</summary>
    public SpfScope Scope { get; init; }

    /// <summary>The name of the host that checks, for the macro <c>r</c> in explanations.</summary>
    public string Receiver { get; init; } = "";
}
