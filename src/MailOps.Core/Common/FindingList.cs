using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace MailOps;

/// <summary>
/// The findings of one result, most severe first. <see cref="ToString"/> joins the ids, so that <c>Export-Csv</c> writes
/// <c>DMARC003, DMARC012</c> and not the name of a type.
/// </summary>
public sealed class FindingList : IReadOnlyList<Finding>
{
    /// <summary>A list without findings.</summary>
    public static readonly FindingList Empty = new([]);

    private readonly Finding[] _findings;

    /// <summary>Keeps the given findings, most severe first, otherwise in the order given.</summary>
    /// <param name="findings">The findings; the sequence is read once.</param>
    public FindingList(IEnumerable<Finding> findings) => _findings = [.. findings.OrderByDescending(f => f.Severity)];

    /// <inheritdoc/>
    public int Count => _findings.Length;

    /// <summary>The most severe severity, or null when there is no finding.</summary>
    public FindingSeverity? Worst => _findings.Length == 0 ? null : _findings[0].Severity;

    /// <inheritdoc/>
    public Finding this[int index] => _findings[index];

    /// <summary>Whether a finding with this id is in the list.</summary>
    /// <param name="id">The finding id, in its exact spelling.</param>
    public bool Contains(string id)
    {
        foreach (var finding in _findings)
        {
            if (finding.Id == id)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<Finding> GetEnumerator() => ((IEnumerable<Finding>)_findings).GetEnumerator();

    /// <summary>The ids, joined with a comma and a space.</summary>
    public override string ToString() => string.Join(", ", _findings.Select(f => f.Id));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
