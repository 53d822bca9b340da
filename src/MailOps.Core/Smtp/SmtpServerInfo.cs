namespace MailOps.Smtp;

/// <summary>What a server showed of itself.</summary>
public sealed record SmtpServerInfo
{
    /// <summary><c>host:port</c>.</summary>
    public required string Server { get; init; }

    /// <summary>The negotiated TLS version, such as <c>TLS 1.3</c>; null in the clear.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>What it offers, after TLS when there is TLS.</summary>
    public required SmtpCapabilities Capabilities { get; init; }
}
