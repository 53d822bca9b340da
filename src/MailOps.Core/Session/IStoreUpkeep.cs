using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Outbox;

namespace MailOps.Session;

/// <summary>What a store is asked to do for itself and not for a mail.</summary>
public interface IStoreUpkeep
{
    /// <summary>Says what the store is, and how much is due in it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<StoreFacts> ReadFactsAsync(CancellationToken cancellationToken);

    /// <summary>Erases what is older than the policy allows, a bounded amount at a time.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="limit">How many messages and events at most, above zero.</param>
    /// <param name="cancellationToken">Gives up before the transaction has begun.</param>
    Task<HousekeepingResult> CleanAsync(RetentionPolicy policy, int limit, CancellationToken cancellationToken);

    /// <summary>Erases from the log, with the contents of the mail it concerns; what was erased is wiped out of the files too.</summary>
    /// <param name="request">What to erase.</param>
    /// <param name="whatIf">True: decide, change nothing.</param>
    /// <param name="cancellationToken">Gives up before the transaction has begun.</param>
    /// <returns>What was erased and what was kept, one line each.</returns>
    Task<IReadOnlyList<LogErasureDecision>> EraseLogAsync(LogErasureRequest request, bool whatIf, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a store that went back in time as it is: from now on it is another one than the one that was seen, and its mail goes out, also mail
    /// that may have gone out already. The journal keeps who said so.
    /// </summary>
    /// <param name="actor">The account that says so.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task AcceptRollbackAsync(string actor, string reason, CancellationToken cancellationToken);
}

/// <summary>What a store is.</summary>
public sealed record StoreFacts
{
    /// <summary>The version of its tables.</summary>
    public required long SchemaVersion { get; init; }

    /// <summary>How many bytes it takes on the disk, its log included.</summary>
    public long Size { get; init; }

    /// <summary>The name that the store was given when it was made.</summary>
    public string Instance { get; init; } = "";

    /// <summary>What is doubtful about where it lies, such as a folder that other accounts can write to.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>How many deliveries could be sent now.</summary>
    public long Due { get; init; }

    /// <summary>How many of them have been due for 15 minutes or more.</summary>
    public long Overdue { get; init; }
}
