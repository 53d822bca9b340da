using System;
using System.Collections.Generic;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>What a burst is counted by. The numbers are stored.</summary>
internal enum BurstScope
{
    Domain = 0,
    Server = 1,
}

/// <summary>
/// What folding needs of a store, inside one transaction. A preview gives it the same over memory, so that a preview decides what the change
/// would.
/// </summary>
internal interface ISuppressionLedger
{
    /// <summary>The entry of an address; null when the list does not know it.</summary>
    SuppressionEntry? Find(string addressKey);

    /// <summary>The latest events about an address that concern the list, in the order of their sequence.</summary>
    IReadOnlyList<JournalEvent> ReadEvents(string addressKey, int limit);

    /// <summary>Addresses that a hard failure blocked, or holds, in a span of time; those still blocked first.</summary>
    IReadOnlyList<SuppressionEntry> FindHard(BurstScope scope, string value, DateTime from, DateTime until, int limit);

    /// <summary>How many mails went out in the hours that touch a span of time.</summary>
    long CountSent(BurstScope scope, string value, DateTime from, DateTime until);

    /// <summary>Counts a mail that went out.</summary>
    void AddSent(BurstScope scope, string value, DateTime at);

    void Write(string addressKey, SuppressionEntry entry);

    void Remove(string addressKey);
}
