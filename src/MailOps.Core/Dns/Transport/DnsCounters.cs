using System.Threading;

namespace MailOps.Dns;

/// <summary>What happened with one server so far.</summary>
internal sealed class DnsCounters
{
    private int _inFlight;
    private long _sent;
    private long _answered;
    private long _timedOut;
    private long _failed;
    private long _truncated;
    private long _strangers;

    public int InFlight => Volatile.Read(ref _inFlight);

    public long Sent => Interlocked.Read(ref _sent);

    public long Answered => Interlocked.Read(ref _answered);

    public long TimedOut => Interlocked.Read(ref _timedOut);

    public long Failed => Interlocked.Read(ref _failed);

    public long Truncated => Interlocked.Read(ref _truncated);

    public long Strangers => Interlocked.Read(ref _strangers);

    public void CountSent()
    {
        Interlocked.Increment(ref _inFlight);
        Interlocked.Increment(ref _sent);
    }

    public void CountStranger() => Interlocked.Increment(ref _strangers);

    public void CountReply(DnsReply reply)
    {
        Interlocked.Decrement(ref _inFlight);
        switch (reply.Kind)
        {
            case DnsReplyKind.Answered:
                Interlocked.Increment(ref _answered);
                if (reply.Message!.IsTruncated)
                {
                    Interlocked.Increment(ref _truncated);
                }

                break;
            case DnsReplyKind.TimedOut:
                Interlocked.Increment(ref _timedOut);
                break;
            case DnsReplyKind.Abandoned:
                break;
            default:
                Interlocked.Increment(ref _failed);
                break;
        }
    }
}
