namespace MailOps.Smtp;

/// <summary>What ends a conversation, with the reply that did it.</summary>
internal sealed class SmtpException(string errorId, MailOpsErrorKind kind, string message, string advice, SmtpReply? reply, bool isPermanent)
    : MailOpsException(errorId, kind, message, advice)
{
    /// <summary>The reply; null when none did it.</summary>
    public SmtpReply? Reply { get; } = reply;

    /// <summary>Whether the same attempt is bound to fail again.</summary>
    public bool IsPermanent { get; } = isPermanent;
}
