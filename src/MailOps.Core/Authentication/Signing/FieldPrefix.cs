using System;
using System.Text;

namespace MailOps.Authentication.Signing;

/// <summary>New fields as they stand before a message: with the message's own line ends, so that no file gets two kinds of them.</summary>
internal static class FieldPrefix
{
    /// <param name="fields">Fields whose lines end with CRLF.</param>
    /// <param name="message">The message, or its beginning.</param>
    public static byte[] Encode(string fields, ReadOnlySpan<byte> message)
    {
        var end = message.IndexOf((byte)'\n');
        var hasBareLineFeeds = end == 0 || (end > 0 && message[end - 1] != (byte)'\r');
        return Encoding.UTF8.GetBytes(hasBareLineFeeds ? fields.Replace("\r\n", "\n", StringComparison.Ordinal) : fields);
    }

    /// <summary>The fields and the message behind them.</summary>
    public static byte[] Prepend(string fields, ReadOnlySpan<byte> message)
    {
        var prefix = Encode(fields, message);
        var whole = new byte[prefix.Length + message.Length];
        prefix.CopyTo(whole, 0);
        message.CopyTo(whole.AsSpan(prefix.Length));
        return whole;
    }
}
