using System.Collections;
using System.Collections.Generic;

namespace MailOps.Reports.Dmarc;

/// <summary>The results of SPF or DKIM in one row. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> shows them.</summary>
public sealed class DmarcReportResultList : IReadOnlyList<DmarcReportResult>
{
    /// <summary>A list without results.</summary>
    public static readonly DmarcReportResultList Empty = new([]);

    private readonly DmarcReportResult[] _results;

    /// <summary>Keeps the given results in their order.</summary>
    /// <param name="results">The results; the sequence is read once.</param>
    public DmarcReportResultList(IEnumerable<DmarcReportResult> results) => _results = [.. results];

    /// <inheritdoc/>
    public int Count => _results.Length;

    /// <inheritdoc/>
    public DmarcReportResult this[int index] => _results[index];

    /// <inheritdoc/>
    public IEnumerator<DmarcReportResult> GetEnumerator() => ((IEnumerable<DmarcReportResult>)_results).GetEnumerator();

    /// <summary>The results, joined with a comma and a space.</summary>
    public override string ToString() => string.Join<DmarcReportResult>(", ", _results);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
