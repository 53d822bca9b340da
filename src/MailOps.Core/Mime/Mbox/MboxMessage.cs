using System;

namespace MailOps.Mime;

/// <summary>One message of an mbox file.</summary>
public sealed record MboxMessage
{
    /// <summary>The bytes of the message, without the From_ line and the empty line behind the message.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Where in the stream, in bytes from where reading began, the message or its From_ line begins.</summary>
    public required long Offset { get; init; }

    /// <summary>Whether it stood in an mbox; false when the whole stream is this one message.</summary>
    public required bool IsMbox { get; init; }

    /// <summary>Whether the message was longer than the limit; <see cref="Content"/> holds its beginning.</summary>
    public required bool IsTruncated { get; init; }
}
