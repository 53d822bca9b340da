using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>One query on its way to one server; its task ends with the outcome.</summary>
internal sealed class PendingQuery : TaskCompletionSource<DnsReply>
{
    private QueryWindow? _window;

    // Whoever waits must not run on the thread that receives.
    public PendingQuery(DnsQuestion question, byte[] packet, bool isMixedCase, TimeSpan sentAt, TimeSpan deadline, QueryWindow? window = null)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        _window = window;
        Question = question;
        Packet = packet;
        IsMixedCase = isMixedCase;
        SentAt = sentAt;
        Deadline = deadline;
    }

    public DnsQuestion Question { get; }

    /// <summary>The query as it is sent; the channel writes its id into it.</summary>
    public byte[] Packet { get; }

    public bool IsMixedCase { get; }

    /// <summary>What tells a forged answer from the server's; null where the connection does.</summary>
    public CookieJar? Cookies { get; init; }

    /// <summary>By the clock's <see cref="MailClock.Elapsed"/>.</summary>
    public TimeSpan SentAt { get; }

    /// <summary>By the clock's <see cref="MailClock.Elapsed"/>.</summary>
    public TimeSpan Deadline { get; }

    /// <summary>Makes room for the next query; only the first call does.</summary>
    public void LeaveWindow() => Interlocked.Exchange(ref _window, null)?.Leave();

    public void End(DnsReplyKind kind, string? detail = null)
    {
        LeaveWindow();
        TrySetResult(new DnsReply(kind, detail));
    }

    /// <summary>Reads the packet that answers this query, and ends with it.</summary>
    public void EndWith(ReadOnlySpan<byte> packet)
    {
        LeaveWindow();
        TrySetResult(
            !MessageReader.TryRead(packet, Question, out var message) ? new DnsReply(DnsReplyKind.Malformed)
            : Cookies is null || message.IsTruncated || Cookies.Accepts(message.Cookie) ? new DnsReply(message)
            : new DnsReply(DnsReplyKind.Suspicious));
    }
}
