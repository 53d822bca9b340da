using System.Collections;
using System.Collections.Generic;
using MailOps.Domains.Servers;

namespace MailOps.Domains.Posture;

/// <summary>What the mail servers of a domain showed. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> shows them.</summary>
public sealed class SmtpServerTestResultList : IReadOnlyList<SmtpServerTestResult>
{
    /// <summary>An empty list.</summary>
    public static readonly SmtpServerTestResultList Empty = new([]);

    private readonly SmtpServerTestResult[] _items;

    /// <summary>Keeps the given items in their order.</summary>
    /// <param name="items">The items; the sequence is read once.</param>
    public SmtpServerTestResultList(IEnumerable<SmtpServerTestResult> items) => _items = [.. items];

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public SmtpServerTestResult this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<SmtpServerTestResult> GetEnumerator() => ((IEnumerable<SmtpServerTestResult>)_items).GetEnumerator();

    /// <summary>The items, joined with a comma and a space.</summary>
    public override string ToString() => string.Join<SmtpServerTestResult>(", ", _items);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
