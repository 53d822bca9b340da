namespace MailOps.Journal;

/// <summary>
/// How far an SMTP dialogue had come when its reply was given (RFC 5321 section 3). Only <see cref="Recipient"/> and a final reply after
/// LMTP-like per-recipient answers say something about the recipient; everything earlier is about the sender or the way. The numbers are
/// stored; a released one never changes its meaning.
/// </summary>
public enum JournalStage
{
    /// <summary>No dialogue: the event came from elsewhere.</summary>
    None = 0,

    /// <summary>Looking up and connecting to the server.</summary>
    Connect = 1,

    /// <summary>The greeting of the server and EHLO or HELO.</summary>
    Hello = 2,

    /// <summary>STARTTLS and the handshake.</summary>
    Tls = 3,

    /// <summary>AUTH.</summary>
    Authentication = 4,

    /// <summary>MAIL FROM.</summary>
    Sender = 5,

    /// <summary>RCPT TO.</summary>
    Recipient = 6,

    /// <summary>DATA or BDAT up to the last octet but one: nothing has been handed over.</summary>
    Content = 7,

    /// <summary>The final dot (or the last chunk) and its reply.</summary>
    EndOfContent = 8,

    /// <summary>A report that came by mail.</summary>
    Report = 9,
}
