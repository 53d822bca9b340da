using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace MailOps.Journal;

/// <summary>One reading of one log.</summary>
internal sealed class LogRun(PeekedStream stream, string name, MailServerLogOptions options, Action<Finding>? report)
{
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

        var isTracking = options.Format == MailServerLogFormat.MessageTracking
            || (options.Format == MailServerLogFormat.Auto && TrackingLogReader.IsHeader(Encoding.UTF8.GetString(head).TrimStart('\uFEFF').AsSpan()));
        foreach (var delivery in isTracking ? ReadTracking(content) : ReadLines(content))
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

    private IEnumerable<MailServerDelivery> ReadTracking(GuardedStream content)
    {
        using var text = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        long line = 0;
        foreach (var delivery in new TrackingLogReader(new OutcomeJudgement(options.Rules)).Read(text, name))
        {
            line = delivery.Line;
            yield return delivery;
        }

        Report(content, line);
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
            report?.Invoke(LogFindings.LinesCut.Found(name, lines.Cut));
        }

        if (session.Recognised == 0 && lines.Number > 0)
        {
            report?.Invoke(LogFindings.NotRecognised.Found(name, lines.Number));
        }

        Report(content, lines.Number);
    }

    private void Report(GuardedStream content, long line)
    {
        if (content.IsDamaged)
        {
            report?.Invoke(LogFindings.Damaged.Found(name, line));
        }
    }
}
