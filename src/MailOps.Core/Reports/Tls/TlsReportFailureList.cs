using System.Collections;
using System.Collections.Generic;

namespace MailOps.Reports.Tls;

/// <summary>The failures of one policy. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> shows them.</summary>
public sealed class TlsReportFailureList : IReadOnlyList<TlsReportFailure>
{
    /// <summary>A list without failures.</summary>
    public static readonly TlsReportFailureList Empty = new([]);

    private readonly TlsReportFailure[] _failures;

    /// <summary>Keeps the given failures in their order.</summary>
    /// <param name="failures">The failures; the sequence is read once.</param>
    public TlsReportFailureList(IEnumerable<TlsReportFailure> failures) => _failures = [.. failures];

    /// <inheritdoc/>
    public int Count => _failures.Length;

    /// <inheritdoc/>
    public TlsReportFailure this[int index] => _failures[index];

    /// <inheritdoc/>
    public IEnumerator<TlsReportFailure> GetEnumerator() => ((IEnumerable<TlsReportFailure>)_failures).GetEnumerator();

    /// <summary>The failures, joined with a comma and a space.</summary>
    public override string ToString() => string.Join<TlsReportFailure>(", ", _failures);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
