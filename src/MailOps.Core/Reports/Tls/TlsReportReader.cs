using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Reports.Tls;

/// <summary>Reads TLS reports (RFC 8460) as JSON, gzip, zip or the mail that carries them. It never throws for what a file holds.</summary>
public static class TlsReportReader
{
    /// <summary>The rows of a file, one per policy.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The limits; null for <see cref="ReportLimits.Default"/>.</param>
    public static IEnumerable<TlsReportItem> Read(string path, ReportLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadFile(path, limits ?? ReportLimits.Default);
    }

    /// <summary>The rows of a stream, one per policy.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="name">How results name it.</param>
    /// <param name="limits">The limits; null for <see cref="ReportLimits.Default"/>.</param>
    public static IEnumerable<TlsReportItem> Read(Stream stream, string name, ReportLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return ReadStream(stream, name, limits ?? ReportLimits.Default);
    }

    private static IEnumerable<TlsReportItem> ReadFile(string path, ReportLimits limits)
    {
        if (ReportSteps.Run(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 65536), out var file) is { } problem)
        {
            yield return new TlsReportItem { Source = path, Problem = problem };
            yield break;
        }

        using (file)
        {
            foreach (var item in ReadStream(file!, path, limits))
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<TlsReportItem> ReadStream(Stream stream, string name, ReportLimits limits)
    {
        foreach (var document in new ReportOpener(new ReportBudget(limits, name)).Open(stream, name))
        {
            if (document.Kind != ReportDocumentKind.Json)
            {
                yield return new TlsReportItem { Source = document.Name, Problem = document.Fault ?? ReportFindings.NoReport.Found(document.Name) };
                continue;
            }

            if (ReportSteps.Run(document.Name, () => ReportBytes.ReadAll(document.Content, document.Name, limits.MaxJsonBytes), out var content) is { } problem)
            {
                yield return new TlsReportItem { Source = document.Name, Problem = problem };
                continue;
            }

            foreach (var item in TlsJsonReader.Read(content!, document.Name))
            {
                yield return item;
            }
        }
    }
}
