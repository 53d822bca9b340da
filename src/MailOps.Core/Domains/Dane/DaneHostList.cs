using System.Collections;
using System.Collections.Generic;

namespace MailOps.Domains.Dane;

/// <summary>Several servers. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> shows them.</summary>
public sealed class DaneHostList : IReadOnlyList<DaneHost>
{
    /// <summary>A list without servers.</summary>
    public static readonly DaneHostList Empty = new([]);

    private readonly DaneHost[] _hosts;

    /// <summary>Keeps the given hosts in their order.</summary>
    /// <param name="hosts">The servers; the sequence is read once.</param>
    public DaneHostList(IEnumerable<DaneHost> hosts) => _hosts = [.. hosts];

    /// <inheritdoc/>
    public int Count => _hosts.Length;

    /// <inheritdoc/>
    public DaneHost this[int index] => _hosts[index];

    /// <inheritdoc/>
    public IEnumerator<DaneHost> GetEnumerator() => ((IEnumerable<DaneHost>)_hosts).GetEnumerator();

    /// <summary>The servers, joined with a comma and a space.</summary>
    public override string ToString() => string.Join<DaneHost>(", ", _hosts);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
