using System.Collections;
using System.Collections.Generic;

namespace MailOps.Domains.Servers;

/// <summary>The addresses of a server. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> shows them.</summary>
public sealed class SmtpServerAddressList : IReadOnlyList<SmtpServerAddress>
{
    /// <summary>A list without addresses.</summary>
    public static readonly SmtpServerAddressList Empty = new([]);

    private readonly SmtpServerAddress[] _addresses;

    /// <summary>Keeps the given addresses in their order.</summary>
    /// <param name="addresses">The addresses; the sequence is read once.</param>
    public SmtpServerAddressList(IEnumerable<SmtpServerAddress> addresses) => _addresses = [.. addresses];

    /// <inheritdoc/>
    public int Count => _addresses.Length;

    /// <inheritdoc/>
    public SmtpServerAddress this[int index] => _addresses[index];

    /// <inheritdoc/>
    public IEnumerator<SmtpServerAddress> GetEnumerator() => ((IEnumerable<SmtpServerAddress>)_addresses).GetEnumerator();

    /// <summary>The addresses with their names, joined with a comma and a space.</summary>
    public override string ToString() => string.Join<SmtpServerAddress>(", ", _addresses);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
