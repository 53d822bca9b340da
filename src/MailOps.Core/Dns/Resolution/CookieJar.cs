using System;
using System.Threading;

namespace MailOps.Dns;

/// <summary>
/// The cookies of one server (RFC 7873, RFC 9018): eight random octets of ours that every answer must repeat, and what the server gives for
/// them. Who does not see our queries cannot know them, so a forged answer over UDP is told apart by more than id and port.
/// </summary>
internal sealed class CookieJar
{
    public const int ClientLength = 8;

    // RFC 7873 section 4: the server's part has 8 to 32 octets.
    private const int MinLength = ClientLength + 8;
    private const int MaxLength = ClientLength + 32;

    // Our part, and behind it the server's once it is known. Never changed, only replaced.
    private byte[] _current = NewClientCookie();

    /// <summary>What to send.</summary>
    public byte[] Current => Volatile.Read(ref _current);

    /// <summary>Whether an answer over UDP may be the server's as far as cookies tell.</summary>
    /// <param name="cookie">The cookie in the answer; null without one.</param>
    public bool Accepts(byte[]? cookie)
    {
        var current = Current;
        return cookie is null
            ? current.Length == ClientLength
            : cookie.Length >= ClientLength && cookie.AsSpan(0, ClientLength).SequenceEqual(current.AsSpan(0, ClientLength));
    }

    /// <summary>Keeps what an accepted answer says.</summary>
    /// <param name="cookie">The cookie in the answer; null without one.</param>
    /// <param name="isProven">Whether the answer came over TCP: only such a one can say that the server gives no cookies any more.</param>
    public void Note(byte[]? cookie, bool isProven)
    {
        var current = Current;
        if (cookie is null)
        {
            if (isProven && current.Length > ClientLength)
            {
                Volatile.Write(ref _current, current.AsSpan(0, ClientLength).ToArray());
            }
        }
        else if (cookie.Length is >= MinLength and <= MaxLength && !cookie.AsSpan().SequenceEqual(current))
        {
            Volatile.Write(ref _current, cookie);
        }
    }

    private static byte[] NewClientCookie()
    {
        var cookie = new byte[ClientLength];
        for (var i = 0; i < ClientLength; i += 2)
        {
            var number = DnsRandom.NextUInt16();
            cookie[i] = (byte)(number >> 8);
            cookie[i + 1] = (byte)number;
        }

        return cookie;
    }
}
