using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace MailOps.Recall;

/// <summary>Recalls as a web page for people: self-contained, light and dark, and fit for A4 paper.</summary>
public static class MailRecallReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="recalls">The recalls, in the order of the page.</param>
    /// <param name="writer">Where to; it stays open.</param>
    /// <param name="culture">Language and form of times; null for those of the user interface.</param>
    public static void WriteHtml(IReadOnlyList<MailRecall> recalls, TextWriter writer, CultureInfo? culture = null)
    {
        ArgumentNullException.ThrowIfNull(recalls);
        ArgumentNullException.ThrowIfNull(writer);
        new RecallPage(writer, culture ?? CultureInfo.CurrentUICulture).Write(recalls);
    }
}
