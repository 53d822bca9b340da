namespace MailOps.Bounces;

/// <summary>What a quoted SMTP reply says: codes, and the text on one line with the codes of continuation lines taken out.</summary>
internal readonly record struct SmtpReplyText
{
    /// <summary>The reply code; 0 when there is none.</summary>
    public int ReplyCode { get; init; }

    public EnhancedStatus Status { get; init; }

    /// <summary>The whole text, white space folded, without the codes that multi-line replies repeat.</summary>
    public string Text { get; init; }

    /// <summary>The server that gave the reply, where the text names it; else empty.</summary>
    public string Host { get; init; }
}
