using System.Collections;
using System.Collections.Generic;

namespace MailOps.Domains.Posture;

/// <summary>The records that differ from those of an earlier check. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> shows them.</summary>
public sealed class MailRecordChangeList : IReadOnlyList<MailRecordChange>
{
    /// <summary>An empty list.</summary>
    public static readonly MailRecordChangeList Empty = new([]);

    private readonly MailRecordChange[] _items;

    /// <summary>Keeps the given items in their order.</summary>
    /// <param name="items">The items; the sequence is read once.</param>
    public MailRecordChangeList(IEnumerable<MailRecordChange> items) => _items = [.. items];

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public MailRecordChange this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<MailRecordChange> GetEnumerator() => ((IEnumerable<MailRecordChange>)_items).GetEnumerator();

    /// <summary>The items, joined with a comma and a space.</summary>
    public override string ToString() => string.Join<MailRecordChange>(", ", _items);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
