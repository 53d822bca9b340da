using System.Collections;
using System.Collections.Generic;

namespace MailOps.Domains.Posture;

/// <summary>What to do about a domain, the most valuable first. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> shows them.</summary>
public sealed class MailDomainFixList : IReadOnlyList<MailDomainFix>
{
    /// <summary>An empty list.</summary>
    public static readonly MailDomainFixList Empty = new([]);

    private readonly MailDomainFix[] _items;

    /// <summary>Keeps the given items in their order.</summary>
    /// <param name="items">The items; the sequence is read once.</param>
    public MailDomainFixList(IEnumerable<MailDomainFix> items) => _items = [.. items];

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public MailDomainFix this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<MailDomainFix> GetEnumerator() => ((IEnumerable<MailDomainFix>)_items).GetEnumerator();

    /// <summary>The items, joined with a vertical bar.</summary>
    public override string ToString() => string.Join<MailDomainFix>(" | ", _items);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
