using System;

namespace MailOps.Domains.Servers;

/// <summary>The certificate that a server showed.</summary>
public sealed record SmtpServerCertificate
{
    /// <summary>Whom it is for.</summary>
    public required string Subject { get; init; }

    /// <summary>Who signed it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The host names in it.</summary>
    public TextList Names { get; init; } = TextList.Empty;

    /// <summary>From when on it is valid.</summary>
    public required DateTime NotBefore { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTime NotAfter { get; init; }

    /// <summary>How many whole days are left; negative when it has ended.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>The algorithm of its key, such as <c>RSA</c>.</summary>
    public string KeyAlgorithm { get; init; } = "";

    /// <summary>The length of its key in bits; null when not known.</summary>
    public int? KeyBits { get; init; }

    /// <summary>Whether a client that checks certificates would take it.</summary>
    public required bool IsValid { get; init; }

    /// <summary>Why not; empty when it would.</summary>
    public string Problem { get; init; } = "";

    /// <summary>SHA-256 of the certificate, in hexadecimal digits.</summary>
    public string Thumbprint { get; init; } = "";

    /// <summary>The subject and the end.</summary>
    public override string ToString() => Subject + ", " + NotAfter.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
