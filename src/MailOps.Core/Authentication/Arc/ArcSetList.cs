using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Authentication.Arc;

/// <summary>The sets of an ARC chain, the first host's first. <see cref="ToString"/> joins them.</summary>
public sealed class ArcSetList : IReadOnlyList<ArcSet>
{
    /// <summary>A list without entries.</summary>
    public static readonly ArcSetList Empty = new([]);

    private readonly ArcSet[] _items;

    /// <summary>Keeps the given entries in their order.</summary>
    /// <param name="items">The entries; the sequence is read once.</param>
    public ArcSetList(IEnumerable<ArcSet> items) => _items = [.. items];

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public ArcSet this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<ArcSet> GetEnumerator() => ((IEnumerable<ArcSet>)_items).GetEnumerator();

    /// <summary>The entries, joined with a comma and a space.</summary>
    public override string ToString() => string.Join(", ", _items.Select(i => i.ToString()));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
