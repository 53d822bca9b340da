using System;

namespace MailOps.Mime;

/// <summary>
/// Reads messages (RFC 5322, RFC 2045 to 2049, RFC 6532) from bytes. Foreign input never makes it throw: it yields what could be read,
/// with findings. Time grows linearly with the input. Headers and bodies are slices of the input, decoded when asked for, so the input
/// must not change while the result is in use.
/// </summary>
public static class MimeReader
{
    /// <summary>Reads one message. Line ends may be CRLF, LF, CR or any mixture.</summary>
    /// <param name="message">The bytes of the message; empty input gives an entity without headers and with an empty body.</param>
    /// <param name="limits">How much to read; null for <see cref="MimeLimits.Default"/>.</param>
    /// <returns>The root of the tree.</returns>
    public static MimeEntity Read(ReadOnlyMemory<byte> message, MimeLimits? limits = null) =>
        MimeTreeReader.ReadMessage(message, limits ?? MimeLimits.Default);
}
