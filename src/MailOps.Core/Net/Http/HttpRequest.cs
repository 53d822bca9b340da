using System;
using System.Globalization;
using System.Text;

namespace MailOps.Net.Http;

/// <summary>One request; what is in it comes from a checked URI, so nothing in it can break a line.</summary>
internal sealed record HttpRequest
{
    public required string Method { get; init; }

    /// <summary>Host, and port where it is not 443 (RFC 9112 section 3.2).</summary>
    public required string Authority { get; init; }

    /// <summary>Path and query, beginning with a slash.</summary>
    public required string Target { get; init; }

    /// <summary>The media types wanted.</summary>
    public required string Accept { get; init; }

    /// <summary>The media type of the body; null without a body.</summary>
    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the connection will be used again.</summary>
    public bool KeepsConnection { get; init; }

    public byte[] ToBytes()
    {
        var head = new StringBuilder()
            .Append(Method).Append(' ').Append(Target).Append(" HTTP/1.1\r\nHost: ").Append(Authority)
            .Append("\r\nUser-Agent: MailOps\r\nAccept: ").Append(Accept).Append("\r\nAccept-Encoding: identity\r\n");
        if (ContentType is not null)
        {
            head.Append("Content-Type: ").Append(ContentType).Append("\r\nContent-Length: ")
                .Append(Body.Length.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        }

        var text = Encoding.ASCII.GetBytes(head.Append(KeepsConnection ? "\r\n" : "Connection: close\r\n\r\n").ToString());
        var bytes = new byte[text.Length + Body.Length];
        text.CopyTo(bytes, 0);
        Body.Span.CopyTo(bytes.AsSpan(text.Length));
        return bytes;
    }
}
