using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Authentication.Dkim;

/// <summary>Keys of one domain in their order. <see cref="ToString"/> joins them.</summary>
public sealed class DkimKeyResultList : IReadOnlyList<DkimKeyResult>
{
    /// <summary>A list without entries.</summary>
    public static readonly DkimKeyResultList Empty = new([]);

    private readonly DkimKeyResult[] _items;

    /// <summary>Keeps the given entries in their order.</summary>
    /// <param name="items">The entries; the sequence is read once.</param>
    public DkimKeyResultList(IEnumerable<DkimKeyResult> items) => _items = [.. items];

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public DkimKeyResult this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<DkimKeyResult> GetEnumerator() => ((IEnumerable<DkimKeyResult>)_items).GetEnumerator();

    /// <summary>The entries, joined with a comma and a space.</summary>
    public override string ToString() => string.Join(", ", _items.Select(i => i.ToString()));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
