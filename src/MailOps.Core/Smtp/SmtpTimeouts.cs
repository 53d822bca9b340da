using System;
using System.Threading;

namespace MailOps.Smtp;

/// <summary>
/// How long each step of a conversation may take. The defaults are the minima of RFC 5321 section 4.5.3.2, shorter only where that has no
/// word (connecting, TLS) or is about idle connections.
/// </summary>
public sealed record SmtpTimeouts
{
    /// <summary>The defaults.</summary>
    public static SmtpTimeouts Default { get; } = new();

    /// <summary>For looking up the host and for one of its addresses to take the connection.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a TLS handshake.</summary>
    public TimeSpan Tls { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For the greeting (section 4.5.3.2.1).</summary>
    public TimeSpan Greeting { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For replies to EHLO, STARTTLS, AUTH, MAIL, RCPT and RSET (sections 4.5.3.2.2 and 4.5.3.2.3).</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the reply to DATA (section 4.5.3.2.4).</summary>
    public TimeSpan DataStart { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For the server to take each block of the message (section 4.5.3.2.5).</summary>
    public TimeSpan DataBlock { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>For the reply to the end of the message; too short a time makes duplicates (section 4.5.3.2.6).</summary>
    public TimeSpan FinalDot { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For the reply to QUIT; nothing depends on it.</summary>
    public TimeSpan Quit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an unused connection is kept for the next message.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same time for every step of the conversation, as <c>-Timeout</c> sets it.</summary>
    /// <param name="timeout">The time, above zero; <see cref="Timeout.InfiniteTimeSpan"/> is not taken.</param>
    public static SmtpTimeouts Uniform(TimeSpan timeout) => timeout <= TimeSpan.Zero
        ? throw new ArgumentOutOfRangeException(nameof(timeout))
        : new SmtpTimeouts
        {
            Connect = timeout,
            Tls = timeout,
            Greeting = timeout,
            Command = timeout,
            DataStart = timeout,
            DataBlock = timeout,
            FinalDot = timeout,
        };
}
