using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>One query on its way to one server; its task ends with the outcome.</summary>
internal sealed class PendingQuery : TaskCompletionSource<DnsReply>
{
    private readonly IDnsTransport _transport;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _latest;
    private QueryWindow? _window;

    /// <param name="question">The question.</param>
    /// <param name="packet">It as a packet.</param>
    /// <param name="transport">Where to send it.</param>
    /// <param name="timeout">How long to wait for the answer.</param>
    /// <param name="latest">When to give up in any case, by the clock's <see cref="MailClock.Elapsed"/>.</param>
    /// <remarks>Whoever waits must not run on the thread that receives.</remarks>
    public PendingQuery(DnsQuestion question, byte[] packet, IDnsTransport transport, TimeSpan timeout, TimeSpan latest)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Question = question;
        Packet = packet;
        _transport = transport;
        _timeout = timeout;
        _latest = latest;
    }

    public DnsQuestion Question { get; }

    /// <summary>The query as it is sent; the channel writes its id into it.</summary>
    public byte[] Packet { get; }

    public bool IsMixedCase { get; init; }

    /// <summary>What tells a forged answer from the server's; null where the connection does.</summary>
    public CookieJar? Cookies { get; init; }

    /// <summary>By the clock's <see cref="MailClock.Elapsed"/>.</summary>
    public TimeSpan SentAt { get; private set; }

    /// <summary>By the clock's <see cref="MailClock.Elapsed"/>.</summary>
    public TimeSpan Deadline { get; private set; }

    /// <summary>Sends the query; its place in the window is its own until it ends.</summary>
    public void Start(QueryWindow window, TimeSpan now)
    {
        _window = window;
        SentAt = now;
        Deadline = now + _timeout < _latest ? now + _timeout : _latest;
        if (Task.IsCompleted)
        {
            // Given up while it waited.
            LeaveWindow();
        }
        else if (Deadline <= now)
        {
            End(DnsReplyKind.TimedOut);
        }
        else
        {
            _transport.Send(this);
        }
    }

    /// <summary>Makes room for the next query; only the first call does.</summary>
    public void LeaveWindow() => Interlocked.Exchange(ref _window, null)?.Leave(sentAt: null);

    public void End(DnsReplyKind kind, string? detail = null)
    {
        LeaveWindow();
        TrySetResult(new DnsReply(kind, detail));
    }

    /// <summary>Reads the packet that answers this query, and ends with it.</summary>
    public void EndWith(ReadOnlySpan<byte> packet)
    {
        Interlocked.Exchange(ref _window, null)?.Leave(SentAt);
        TrySetResult(
            !MessageReader.TryRead(packet, Question, out var message) ? new DnsReply(DnsReplyKind.Malformed)
            : Cookies is null || message.IsTruncated || Cookies.Accepts(message.Cookie) ? new DnsReply(message)
            : new DnsReply(DnsReplyKind.Suspicious));
    }
}
