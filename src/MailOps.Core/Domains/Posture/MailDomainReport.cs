using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace MailOps.Domains.Posture;

/// <summary>Results as a web page for people: self-contained, light and dark, and fit for A4 paper.</summary>
public static class MailDomainReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="results">The domains, in the order of the page.</param>
    /// <param name="writer">Where to; it stays open.</param>
    /// <param name="culture">Language and form of times; null for those of the user interface.</param>
    public static void WriteHtml(IReadOnlyList<MailDomainResult> results, TextWriter writer, CultureInfo? culture = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(writer);
        new MailDomainPage(writer, culture ?? CultureInfo.CurrentUICulture).Write(results);
    }
}
