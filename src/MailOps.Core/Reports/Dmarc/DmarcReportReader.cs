using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Reports.Dmarc;

/// <summary>
/// Reads DMARC reports: aggregate ones (RFC 9990, RFC 7489 and the drafts before it) as XML, gzip, zip or the mail that carries them, and failure reports
/// (RFC 9991). Rows come while the file is read, so that memory does not grow with it. It never throws for what a file holds.
/// </summary>
public static class DmarcReportReader
{
    /// <summary>The rows and failure reports of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The limits; null for <see cref="ReportLimits.Default"/>.</param>
    /// <returns>What the file holds, read as the caller goes on.</returns>
    public static IEnumerable<DmarcReportItem> Read(string path, ReportLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadFile(path, limits ?? ReportLimits.Default);
    }

    /// <summary>The rows and failure reports of a stream.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="name">How results name it.</param>
    /// <param name="limits">The limits; null for <see cref="ReportLimits.Default"/>.</param>
    /// <returns>What the stream holds, read as the caller goes on.</returns>
    public static IEnumerable<DmarcReportItem> Read(Stream stream, string name, ReportLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return ReadStream(stream, name, limits ?? ReportLimits.Default);
    }

    private static IEnumerable<DmarcReportItem> ReadFile(string path, ReportLimits limits)
    {
        if (ReportSteps.Run(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 65536), out var file) is { } problem)
        {
            yield return new DmarcReportItem { Source = path, Problem = problem };
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

    private static IEnumerable<DmarcReportItem> ReadStream(Stream stream, string name, ReportLimits limits)
    {
        foreach (var document in new ReportOpener(new ReportBudget(limits, name)).Open(stream, name))
        {
            switch (document.Kind)
            {
                case ReportDocumentKind.Xml:
                    using (var xml = new DmarcXmlReader(document.Content, document.Name, limits))
                    {
                        while (xml.Next() is { } item)
                        {
                            yield return item;
                        }
                    }

                    break;
                case ReportDocumentKind.Feedback when FailureReportReader.Read(document.Mail!, document.Name) is { } failure:
                    yield return new DmarcReportItem { Source = document.Name, Failure = failure };
                    break;
                default:
                    yield return new DmarcReportItem { Source = document.Name, Problem = document.Fault ?? ReportFindings.NoReport.Found(document.Name) };
                    break;
            }
        }
    }
}
