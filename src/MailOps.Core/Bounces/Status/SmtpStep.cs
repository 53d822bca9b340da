namespace MailOps.Bounces;

/// <summary>Which step of an SMTP session was refused (RFC 5321 section 3).</summary>
internal enum SmtpStep
{
    Unknown,
    Connect,
    Ehlo,
    StartTls,
    Auth,
    Mail,
    Rcpt,
    Data,
}
