using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Dns;

/// <summary>
/// How many queries are on their way to one server at the same time. A server's socket buffer takes some two hundred small packets by default
/// (Linux: 212,992 bytes, about 800 for each); more at once are lost as soon as the server is busy, and each loss costs a second. A
/// query that has been out for a while is in no buffer any more, so it leaves the window before its time is over: names that
/// nobody answers do not hold up the others.
/// </summary>
#pragma warning disable CA1001 // Without a wait handle a semaphore holds nothing to dispose of, and late queries may still leave it.
internal sealed class QueryWindow
#pragma warning restore CA1001
{
    public const int Size = 128;

    /// <summary>When a query without answer no longer counts.</summary>
    public static readonly TimeSpan SuspectAfter = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _free = new(Size);

    public Task EnterAsync(CancellationToken cancellationToken) => _free.WaitAsync(cancellationToken);

    public void Leave() => _free.Release();
}
