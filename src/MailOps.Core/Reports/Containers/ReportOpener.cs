using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using MailOps.Mime;

namespace MailOps.Reports;

/// <summary>
/// Finds the reports in a file: XML and JSON, bare, in gzip or zip, in a mail, or in an mbox of mails. What a thing is is told by its first bytes, since names and media types
/// of reports are wrong too often. Nothing is unpacked to a disk.
/// </summary>
internal sealed class ReportOpener(ReportBudget budget)
{
    private const int HeadLength = 512;

    public IEnumerable<ReportDocument> Open(Stream stream, string name, int depth = 0)
    {
        if (depth > budget.Limits.MaxNesting)
        {
            return [Fault(name, ReportFindings.TooDeep.Found(name))];
        }

        return Try(name, () => ReadHead(stream), out var head) is { } fault ? [fault]
            : head is [0x1F, 0x8B, ..] ? OpenGzip(new ReplayStream(head, stream), name, depth)
            : head is [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] ? OpenZip(stream, head, name, depth)
            : FirstSign(head!) switch
            {
                (byte)'<' => [new ReportDocument { Kind = ReportDocumentKind.Xml, Name = name, Content = new ReplayStream(WithoutSpace(head!), stream) }],
                (byte)'{' => [new ReportDocument { Kind = ReportDocumentKind.Json, Name = name, Content = new ReplayStream(head!, stream) }],
                _ => OpenMails(new ReplayStream(head!, stream), name, depth),
            };
    }

    private static ReportDocument Fault(string name, Finding finding) => new() { Kind = ReportDocumentKind.Fault, Name = name, Fault = finding };

    private static byte[] ReadHead(Stream stream)
    {
        var head = new byte[HeadLength];
        var length = 0;
        int read;
        while (length < head.Length && (read = stream.Read(head, length, head.Length - length)) > 0)
        {
            length += read;
        }

        return head.AsSpan(0, length).ToArray();
    }

    // Behind a byte order mark and white space; UTF-16 begins with its own mark and shows the sign in one of the next two bytes.
    private static byte FirstSign(byte[] head)
    {
        foreach (var b in head)
        {
            if (b > ' ' && b is not (0xEF or 0xBB or 0xBF or 0xFE or 0xFF))
            {
                return b;
            }
        }

        return 0;
    }

    // Nothing may stand before an XML declaration, but some put a line end there.
    private static ReadOnlyMemory<byte> WithoutSpace(byte[] head)
    {
        var start = 0;
        while (head[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start++;
        }

        return head.AsMemory(start);
    }

    private IEnumerable<ReportDocument> OpenGzip(Stream packed, string name, int depth)
    {
        var counter = new CountingStream(packed);
        using var gzip = new GZipStream(counter, CompressionMode.Decompress, leaveOpen: true);
        foreach (var document in Open(new ExpandedStream(gzip, budget, () => counter.Count), name, depth + 1))
        {
            yield return document;
        }
    }

    private IEnumerable<ReportDocument> OpenZip(Stream stream, byte[] head, string name, int depth)
    {
        if (Try(name, () => OpenArchive(stream, head, name), out var archive) is { } fault)
        {
            yield return fault;
            yield break;
        }

        using (archive)
        {
            if (Try(name, () => archive!.Entries, out var entries) is { } broken)
            {
                yield return broken;
                yield break;
            }

            foreach (var entry in entries!)
            {
                // A folder has no name.
                if (entry.Name.Length == 0)
                {
                    continue;
                }

                if (!budget.TryAddDocument())
                {
                    yield return Fault(name, budget.TooManyDocuments());
                    yield break;
                }

                var inner = name + "/" + DisplayText.Quote(entry.Name);
                if (Try(inner, entry.Open, out var content) is { } unreadable)
                {
                    yield return unreadable;
                    continue;
                }

                using var expanded = new ExpandedStream(content!, budget, () => entry.CompressedLength);
                foreach (var document in Open(expanded, inner, depth + 1))
                {
                    yield return document;
                }
            }
        }
    }

    // The directory stands at the end of an archive, so the whole must be at hand; it is held in memory unless it is a file.
    private ZipArchive OpenArchive(Stream stream, byte[] head, string name)
    {
        if (!stream.CanSeek)
        {
            return new ZipArchive(new MemoryStream(ReadAll(new ReplayStream(head, stream), name)), ZipArchiveMode.Read);
        }

        if (stream.Length > budget.Limits.MaxContainerBytes)
        {
            throw new ReportFaultException(ReportFindings.TooLarge.Found(name, (long)budget.Limits.MaxContainerBytes));
        }

        stream.Position = 0;
        return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
    }

    // One mail, or an mbox of many (RFC 4155), as mail programs export a folder of reports; each of its mails has a budget of its own.
    private IEnumerable<ReportDocument> OpenMails(Stream stream, string name, int depth)
    {
        using var mails = MboxReader.Read(stream, budget.Limits.MaxContainerBytes).GetEnumerator();
        var count = 0;
        while (true)
        {
            if (Try(name, mails.MoveNext, out var isThere) is { } fault)
            {
                yield return fault;
                yield break;
            }

            if (!isThere)
            {
                break;
            }

            count++;
            var mail = mails.Current;
            var inner = mail.IsMbox ? name + "/" + count.ToString(CultureInfo.InvariantCulture) : name;
            var opener = mail.IsMbox && depth == 0 ? new ReportOpener(new ReportBudget(budget.Limits, inner)) : this;
            foreach (var document in opener.OpenMail(mail, inner, depth))
            {
                yield return document;
            }
        }

        if (count == 0)
        {
            yield return Fault(name, ReportFindings.NoReport.Found(name));
        }
    }

    private IEnumerable<ReportDocument> OpenMail(MboxMessage message, string name, int depth)
    {
        if (message.IsTruncated)
        {
            yield return Fault(name, ReportFindings.TooLarge.Found(name, (long)budget.Limits.MaxContainerBytes));
            yield break;
        }

        var mail = MimeReader.Read(message.Content);
        var any = false;
        if (FeedbackPart.Find(mail) is not null)
        {
            yield return new ReportDocument { Kind = ReportDocumentKind.Feedback, Name = name, Mail = mail };
            yield break;
        }

        foreach (var part in mail.Descendants().Prepend(mail))
        {
            // The words for people around the report may begin like one.
            if (part.Parts.Count > 0 || (part.FileName is null && (part.ContentType.Is("text", "plain") || part.ContentType.Is("text", "html"))))
            {
                continue;
            }

            var content = part.GetContent();
            if (!IsReport(content.Span))
            {
                continue;
            }

            if (!budget.TryAddDocument())
            {
                yield return Fault(name, budget.TooManyDocuments());
                yield break;
            }

            any = true;
            var inner = part.FileName is { Length: > 0 } file ? name + "/" + DisplayText.Quote(file) : name;
            foreach (var document in Open(new MemoryStream(content.ToArray(), writable: false), inner, depth + 1))
            {
                yield return document;
            }
        }

        if (!any)
        {
            yield return Fault(name, ReportFindings.NoReport.Found(name));
        }
    }

    private static bool IsReport(ReadOnlySpan<byte> content) =>
        content is [0x1F, 0x8B, ..] or [(byte)'P', (byte)'K', 3, 4, ..] || FirstSign(content.Slice(0, Math.Min(content.Length, HeadLength)).ToArray()) is (byte)'<' or (byte)'{';

    private byte[] ReadAll(Stream stream, string name) => ReportBytes.ReadAll(stream, name, budget.Limits.MaxContainerBytes);

    // An iterator cannot yield out of a try block with a catch, so each step that reads foreign bytes is guarded by itself.
    private static ReportDocument? Try<T>(string name, Func<T> step, out T? result)
    {
        var finding = ReportSteps.Run(name, step, out result);
        return finding is null ? null : Fault(name, finding);
    }
}
