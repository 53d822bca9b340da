using System.Collections;
using System.Collections.Generic;

namespace MailOps.Domains.Mx;

/// <summary>The mail servers of a domain. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> shows them.</summary>
public sealed class MxHostList : IReadOnlyList<MxHost>
{
    /// <summary>A list without servers.</summary>
    public static readonly MxHostList Empty = new([]);

    private readonly MxHost[] _hosts;

    /// <summary>Keeps the given hosts in their order.</summary>
    /// <param name="hosts">The hosts; the sequence is read once.</param>
    public MxHostList(IEnumerable<MxHost> hosts) => _hosts = [.. hosts];

    /// <inheritdoc/>
    public int Count => _hosts.Length;

    /// <inheritdoc/>
    public MxHost this[int index] => _hosts[index];

    /// <inheritdoc/>
    public IEnumerator<MxHost> GetEnumerator() => ((IEnumerable<MxHost>)_hosts).GetEnumerator();

    /// <summary>Preference and host of each, joined with a comma and a space.</summary>
    public override string ToString() => string.Join<MxHost>(", ", _hosts);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
