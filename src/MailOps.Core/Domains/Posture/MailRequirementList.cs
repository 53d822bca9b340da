using System.Collections;
using System.Collections.Generic;

namespace MailOps.Domains.Posture;

/// <summary>The rules of large receivers. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> shows them.</summary>
public sealed class MailRequirementList : IReadOnlyList<MailRequirement>
{
    /// <summary>An empty list.</summary>
    public static readonly MailRequirementList Empty = new([]);

    private readonly MailRequirement[] _items;

    /// <summary>Keeps the given items in their order.</summary>
    /// <param name="items">The items; the sequence is read once.</param>
    public MailRequirementList(IEnumerable<MailRequirement> items) => _items = [.. items];

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public MailRequirement this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<MailRequirement> GetEnumerator() => ((IEnumerable<MailRequirement>)_items).GetEnumerator();

    /// <summary>The items, joined with a comma and a space.</summary>
    public override string ToString() => string.Join<MailRequirement>(", ", _items);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
