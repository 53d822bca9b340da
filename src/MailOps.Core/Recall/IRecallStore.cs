using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Recall;

/// <summary>
/// The recalls of a store. Every change is durable when its task ends, together with the entry of the audit that tells of it. All members
/// throw <see cref="MailOpsException"/> with an id <c>MailOps.Store.*</c> when the store fails, and may be called from several threads.
/// </summary>
public interface IRecallStore
{
    /// <summary>Stores a new recall with its recipients.</summary>
    /// <param name="recall">The recall; its number is ignored.</param>
    /// <param name="actor">The account that asks for it.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    /// <returns>The number that it got.</returns>
    Task<long> CreateAsync(MailRecall recall, string actor, CancellationToken cancellationToken);

    /// <summary>Reads a recall with its recipients; null when there is none of this number.</summary>
    /// <param name="id">The number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MailRecall?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Reads the state of a recall; null when there is none of this number.</summary>
    /// <param name="id">The number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MailRecallState?> GetStateAsync(long id, CancellationToken cancellationToken);

    /// <summary>Lists recalls with their recipients, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<MailRecall>> ListAsync(MailRecallFilter filter, CancellationToken cancellationToken);

    /// <summary>Writes how far a recipient and its copies have come.</summary>
    /// <param name="recipient">The recipient with all of its copies.</param>
    /// <param name="actor">The account that does it.</param>
    /// <param name="action">What was done, a word for the audit.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    Task SaveAsync(MailRecallRecipient recipient, string actor, string action, CancellationToken cancellationToken);

    /// <summary>Changes the state of a recall.</summary>
    /// <param name="id">The number.</param>
    /// <param name="state">The new state.</param>
    /// <param name="unless">Nothing happens when it is in this state; null: it happens in any other state.</param>
    /// <param name="actor">The account that does it.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>Whether the state changed.</returns>
    Task<bool> SetStateAsync(long id, MailRecallState state, MailRecallState? unless, string actor, CancellationToken cancellationToken);

    /// <summary>Takes a recall for this process, so that no other one works on it; a dead process holds nothing.</summary>
    /// <param name="id">The number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The hold, to be disposed; null when another process has it.</returns>
    Task<IAsyncDisposable?> ClaimAsync(long id, CancellationToken cancellationToken);

    /// <summary>Reads the audit, oldest first.</summary>
    /// <param name="id">Of one recall; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<MailRecallAuditEntry>> ReadAuditAsync(long? id, CancellationToken cancellationToken);

    /// <summary>Reads the policy.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MailRecallPolicy> GetPolicyAsync(CancellationToken cancellationToken);

    /// <summary>Stores a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="actor">The account that sets it.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    Task SetPolicyAsync(MailRecallPolicy policy, string actor, CancellationToken cancellationToken);
}

/// <summary>Which recalls to list; what is not set does not restrict.</summary>
public sealed record MailRecallFilter
{
    /// <summary>The Message-ID, without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>Any of these states; empty for all.</summary>
    public IReadOnlyList<MailRecallState> States { get; init; } = [];

    /// <summary>Only those that have something to do at this moment, UTC; null for any.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = 1000;
}
