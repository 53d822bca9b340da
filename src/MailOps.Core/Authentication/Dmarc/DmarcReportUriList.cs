using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Authentication.Dmarc;

/// <summary>The valid URIs of a <c>rua</c> or <c>ruf</c> tag in their order. <see cref="ToString"/> joins them.</summary>
public sealed class DmarcReportUriList : IReadOnlyList<DmarcReportUri>
{
    /// <summary>A list without URIs.</summary>
    public static readonly DmarcReportUriList Empty = new([]);

    private readonly DmarcReportUri[] _uris;

    /// <summary>Keeps the given URIs in their order.</summary>
    /// <param name="uris">The URIs; the sequence is read once.</param>
    public DmarcReportUriList(IEnumerable<DmarcReportUri> uris) => _uris = [.. uris];

    /// <inheritdoc/>
    public int Count => _uris.Length;

    /// <inheritdoc/>
    public DmarcReportUri this[int index] => _uris[index];

    /// <inheritdoc/>
    public IEnumerator<DmarcReportUri> GetEnumerator() => ((IEnumerable<DmarcReportUri>)_uris).GetEnumerator();

    /// <summary>The URIs, joined with a comma and a space.</summary>
    public override string ToString() => string.Join(", ", _uris.Select(u => u.Uri));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
