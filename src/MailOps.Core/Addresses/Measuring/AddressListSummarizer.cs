using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Addresses;

/// <summary>
/// Sums up the results of a list as they come. Memory grows with the number of different mailboxes, of which the canonical text is kept to find
/// duplicates. Not safe for several threads at once.
/// </summary>
public sealed class AddressListSummarizer
{
    /// <summary>How many corrections and duplicates are listed one by one.</summary>
    public const int MaxItems = 10_000;

    private const int MaxSpellings = 10;
    private const int MaxDomains = 20;

    private readonly Dictionary<(AddressVerdict Verdict, AddressReason Reason), long> _reasons = [];
    private readonly Dictionary<string, Mailbox> _mailboxes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Count, AddressReason Reason)> _domains = new(StringComparer.Ordinal);
    private readonly List<AddressCorrection> _corrections = [];
    private readonly List<(string Canonical, List<string> Spellings)> _duplicates = [];
    private long _correctionCount;
    private long _duplicateCount;
    private long _roles;
    private long _freeProviders;
    private DateTime? _from;
    private DateTime? _to;

    /// <summary>Adds a result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The first address of the list that reaches the same mailbox; null when this is the first.</returns>
    public string? Add(AddressTestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var kind = (result.Verdict, result.Reason);
        _reasons[kind] = (_reasons.TryGetValue(kind, out var count) ? count : 0) + 1;
        _roles += result.IsRole ? 1 : 0;
        _freeProviders += result.IsFreeProvider ? 1 : 0;
        _from = _from is null || result.CheckedAt < _from ? result.CheckedAt : _from;
        _to = _to is null || result.CheckedAt > _to ? result.CheckedAt : _to;
        if (result.Verdict != AddressVerdict.Deliverable && result.Domain.Length > 0)
        {
            _domains[result.Domain] = ((_domains.TryGetValue(result.Domain, out var domain) ? domain.Count : 0) + 1, result.Reason);
        }

        if (result.Suggestion.Length > 0 && ++_correctionCount <= MaxItems)
        {
            _corrections.Add(new AddressCorrection { Input = result.Input, Suggestion = result.Suggestion, Reason = result.Reason });
        }

        return result.CanonicalAddress.Length == 0 ? null : FindFirst(result);
    }

    /// <summary>The sum so far.</summary>
    public AddressListSummary Build() => new()
    {
        Total = _reasons.Values.Sum(),
        Deliverable = CountOf(AddressVerdict.Deliverable),
        Risky = CountOf(AddressVerdict.Risky),
        Undeliverable = CountOf(AddressVerdict.Undeliverable),
        Unknown = CountOf(AddressVerdict.Unknown),
        Reasons =
        [
            .. _reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key.Reason).Select(r => new AddressReasonCount
            {
                Verdict = r.Key.Verdict,
                Reason = r.Key.Reason,
                Count = r.Value,
                Advice = AddressReasonTexts.AdviceFor(r.Key.Reason).Current,
            }),
        ],
        CorrectionCount = _correctionCount,
        Corrections = [.. _corrections],
        DuplicateCount = _duplicateCount,
        Duplicates =
        [
            .. _duplicates.Select(d => new AddressDuplicate
            {
                CanonicalAddress = d.Canonical,
                Count = _mailboxes[d.Canonical].Count,
                Addresses = new TextList(d.Spellings),
            }).OrderByDescending(d => d.Count),
        ],
        WorstDomains =
        [
            .. _domains.OrderByDescending(d => d.Value.Count).ThenBy(d => d.Key, StringComparer.Ordinal).Take(MaxDomains)
                .Select(d => new AddressDomainCount { Domain = d.Key, Count = d.Value.Count, Reason = d.Value.Reason }),
        ],
        Roles = _roles,
        FreeProviders = _freeProviders,
        CheckedFrom = _from,
        CheckedTo = _to,
    };

    private string? FindFirst(AddressTestResult result)
    {
        var canonical = result.CanonicalAddress;
        if (!_mailboxes.TryGetValue(canonical, out var mailbox))
        {
            // Mostly the address is canonical already, and one text serves for both.
            var first = result.Address == canonical ? canonical : result.Address;
            _mailboxes.Add(canonical, new Mailbox { First = first, Count = 1, Group = -1 });
            return null;
        }

        _duplicateCount++;
        if (mailbox.Group < 0 && _duplicates.Count < MaxItems)
        {
            mailbox.Group = _duplicates.Count;
            _duplicates.Add((canonical, [mailbox.First]));
        }

        if (mailbox.Group >= 0 && _duplicates[mailbox.Group].Spellings is { Count: < MaxSpellings } spellings && !spellings.Contains(result.Address))
        {
            spellings.Add(result.Address);
        }

        mailbox.Count++;
        _mailboxes[canonical] = mailbox;
        return mailbox.First;
    }

    private long CountOf(AddressVerdict verdict) => _reasons.Where(r => r.Key.Verdict == verdict).Sum(r => r.Value);

    private struct Mailbox
    {
        public string First;
        public int Count;

        /// <summary>Its index among the duplicates; -1 for none.</summary>
        public int Group;
    }
}
