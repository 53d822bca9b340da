using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace MailOps.Journal;

/// <summary>One reading of one log.</summary>
internal sealed class LogRun(PeekedStream stream, string name, MailServerLogOptions options, Action<Finding>? report)
{
    private readonly string _shown = LogFindings.NameOf(name);

    public IEnumerable<MailServerDelivery> Read()
    {
        var head = Peek();
        var isCompressed = head.Length > 2 && head[0] == 0x1F && head[1] == 0x8B;
        using var gzip = isCompressed ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : null;
        var unpacked = gzip is null ? null : new PeekedStream(gzip);
        var content = new GuardedStream(unpacked ?? stream, name);
        if (unpacked is not null)
        {
            content.TryPeek(unpacked, out head);
        }

        // A file of Windows may be UTF-16.
        using var start = new StreamReader(new MemoryStream(head, writable: false), Encoding.UTF8);
        var isTable = TrackingLogReader.TryFindSeparator(start.ReadToEnd(), out var separator);
        var isTracking = options.Format == MailServerLogFormat.MessageTracking || (options.Format == MailServerLogFormat.Auto && isTable);
        foreach (var delivery in isTracking ? ReadTracking(content, separator) : ReadLines(content))
        {
            yield return delivery;
        }
    }

    private byte[] Peek()
    {
        try
        {
            return stream.Peek();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw MailServerLog.Unreadable(name, e);
        }
    }

    private IEnumerable<MailServerDelivery> ReadTracking(GuardedStream content, char separator)
    {
        using var text = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        var unread = new UnreadTally();
        var reader = new TrackingLogReader(new OutcomeJudgement(options.Rules), unread, options.TimeZone ?? TimeZoneInfo.Local);
        foreach (var delivery in reader.Read(text, separator, name))
        {
            yield return delivery;
        }

        Report(content, unread, reader.Recognised, reader.Line);
    }

    private IEnumerable<MailServerDelivery> ReadLines(GuardedStream content)
    {
        var lines = new LogLines(content);
        var session = new MailServerLogSession(options, name);
        var output = new List<MailServerDelivery>();
        while (session.ReadNext(lines, output))
        {
            foreach (var delivery in output)
            {
                yield return delivery;
            }

            output.Clear();
        }

        if (lines.Cut > 0)
        {
            report?.Invoke(LogFindings.LinesCut.Found(_shown, lines.Cut));
        }

        Report(content, session.Unread, session.Recognised, lines.Number);
    }

    private void Report(GuardedStream content, UnreadTally unread, long recognised, long lines)
    {
        if (report is null)
        {
            return;
        }

        if (recognised == 0 && lines > 0)
        {
            report(LogFindings.NotRecognised.Found(_shown, lines));
        }

        foreach (var finding in unread.Findings(_shown))
        {
            report(finding);
        }

        if (content.IsDamaged)
        {
            report(LogFindings.Damaged.Found(_shown, lines));
        }
    }
}
