namespace MailOps.Imap;

/// <summary>A command that the server refused; the conversation goes on.</summary>
internal sealed class ImapRefusal(string errorId, MailOpsErrorKind kind, string message, string advice, ImapResponse response)
    : MailOpsException(errorId, kind, message, advice)
{
    /// <summary>The NO or BAD.</summary>
    public ImapResponse Response { get; } = response;
}
