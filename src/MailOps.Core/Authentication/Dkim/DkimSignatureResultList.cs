using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Authentication.Dkim;

/// <summary>What became of the signatures of a message, from its top on. <see cref="ToString"/> joins them.</summary>
public sealed class DkimSignatureResultList : IReadOnlyList<DkimSignatureResult>
{
    /// <summary>A list without entries.</summary>
    public static readonly DkimSignatureResultList Empty = new([]);

    private readonly DkimSignatureResult[] _items;

    /// <summary>Keeps the given entries in their order.</summary>
    /// <param name="items">The entries; the sequence is read once.</param>
    public DkimSignatureResultList(IEnumerable<DkimSignatureResult> items) => _items = [.. items];

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public DkimSignatureResult this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<DkimSignatureResult> GetEnumerator() => ((IEnumerable<DkimSignatureResult>)_items).GetEnumerator();

    /// <summary>The entries, joined with a comma and a space.</summary>
    public override string ToString() => string.Join(", ", _items.Select(i => i.ToString()));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
