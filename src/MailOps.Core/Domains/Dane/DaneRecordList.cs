using System.Collections;
using System.Collections.Generic;

namespace MailOps.Domains.Dane;

/// <summary>Several records. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> shows them.</summary>
public sealed class DaneRecordList : IReadOnlyList<DaneRecord>
{
    /// <summary>A list without records.</summary>
    public static readonly DaneRecordList Empty = new([]);

    private readonly DaneRecord[] _records;

    /// <summary>Keeps the given records in their order.</summary>
    /// <param name="records">The records; the sequence is read once.</param>
    public DaneRecordList(IEnumerable<DaneRecord> records) => _records = [.. records];

    /// <inheritdoc/>
    public int Count => _records.Length;

    /// <inheritdoc/>
    public DaneRecord this[int index] => _records[index];

    /// <inheritdoc/>
    public IEnumerator<DaneRecord> GetEnumerator() => ((IEnumerable<DaneRecord>)_records).GetEnumerator();

    /// <summary>The records, joined with a comma and a space.</summary>
    public override string ToString() => string.Join<DaneRecord>(", ", _records);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
