namespace MailOps.Smtp;

/// <summary>What is worth knowing about an attempt; ids in docs/findings.md.</summary>
public static class SmtpFindings
{
    /// <summary>DSN parameters were asked for and could not be sent.</summary>
    public static readonly FindingRule DsnNotOffered = new(
        "SMTP001",
        FindingSeverity.Info,
        "RFC 3461 section 5.2.2",
        new(
            "{0} does not offer DSN: the notifications asked for were not requested.",
            "{0} bietet kein DSN an: Die gewünschten Benachrichtigungen wurden nicht angefordert."),
        new(
            "Use a server with DSN where notifications matter.",
            "Einen Server mit DSN verwenden, wo es auf Benachrichtigungen ankommt."));

    /// <summary>The message went in the clear.</summary>
    public static readonly FindingRule SentInClear = new(
        "SMTP002",
        FindingSeverity.Warning,
        "RFC 8314 section 3",
        new("The message went to {0} in the clear.", "Die Nachricht ging unverschlüsselt an {0}."),
        new("Use STARTTLS or implicit TLS.", "STARTTLS oder implizites TLS verwenden."));

    /// <summary>The certificate was not checked.</summary>
    public static readonly FindingRule CertificateNotChecked = new(
        "SMTP003",
        FindingSeverity.Warning,
        "RFC 8314 section 3.4",
        new("The certificate of {0} was not checked.", "Das Zertifikat von {0} wurde nicht geprüft."),
        new(
            "Trust the server's authority instead of accepting any certificate.",
            "Der Zertifizierungsstelle des Servers vertrauen, statt jedes Zertifikat anzunehmen."));

    /// <summary>The transcript ended early.</summary>
    public static readonly FindingRule TranscriptStopped = new(
        "SMTP004",
        FindingSeverity.Warning,
        "",
        new("The transcript could not be written any more: {0}", "Das Protokoll konnte nicht weitergeschrieben werden: {0}"),
        new("Make room on the disk, or name another file.", "Platz auf dem Datenträger schaffen oder eine andere Datei angeben."));
}
