namespace MailOps.Smtp;

/// <summary>The memory that a connection sends from; kept with it, so that a message costs none of its own.</summary>
internal sealed class SmtpBuffers
{
    /// <summary>How much of <see cref="Content"/> the content may use; behind it is room for the final dot.</summary>
    public const int ContentLength = 64 * 1024;

    /// <summary>Commands of a pipelined group.</summary>
    public SmtpCommandBuffer Commands { get; } = new();

    /// <summary>Blocks of the message.</summary>
    public byte[] Content { get; } = new byte[ContentLength + 16];
}
