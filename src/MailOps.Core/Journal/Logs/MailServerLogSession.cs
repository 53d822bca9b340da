using System;
using System.Collections.Generic;

namespace MailOps.Journal;

/// <summary>Reads lines of a log one after the other, and remembers what the later ones need of the earlier ones.</summary>
public sealed class MailServerLogSession
{
    private readonly MailServerLogOptions _options;
    private readonly string _source;
    private readonly LogStamp _stamp;
    private readonly PostfixLogReader _postfix;
    private readonly EximLogReader _exim;
    private long _line;
    private string _host = "";

    internal MailServerLogSession(MailServerLogOptions options, string source = "")
    {
        _options = options;
        _source = source;
        _stamp = new LogStamp(options.Newest ?? MailClock.System.UtcNow, options.TimeZone ?? TimeZoneInfo.Local);
        var judgement = new OutcomeJudgement(options.Rules);
        _postfix = new PostfixLogReader(new QueuedMails(options.MaxMails), judgement);
        _exim = new EximLogReader(new QueuedMails(options.MaxMails), judgement);
    }

    /// <summary>How many lines were those of a mail server.</summary>
    public long Recognised { get; private set; }

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <returns>What it tells, as a rule nothing or one outcome.</returns>
    public IReadOnlyList<MailServerDelivery> Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        List<MailServerDelivery> output = [];
        Read(line.AsSpan(), ++_line, output);
        return output;
    }

    /// <summary>Reads lines until one tells something; false at the end.</summary>
    internal bool ReadNext(LogLines lines, List<MailServerDelivery> output)
    {
        while (lines.TryRead(out var line))
        {
            Read(line, lines.Number, output);
            if (output.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Read(ReadOnlySpan<char> line, long number, List<MailServerDelivery> output)
    {
        var isPostfix = _options.Format is MailServerLogFormat.Auto or MailServerLogFormat.Postfix && PostfixLogReader.TryFindService(line, out _, out _);
        if (!isPostfix && (_options.Format == MailServerLogFormat.Postfix || !EximLogReader.TryFindId(line, out _, out _)))
        {
            return;
        }

        Recognised++;
        var hasStamp = _stamp.TryRead(line, out var at, out var length);
        var rest = line.Slice(length);
        var place = new LogLine { Source = _source, Number = number, At = hasStamp ? at : null, Host = hasStamp ? HostOf(rest, isPostfix) : "" };
        if (isPostfix)
        {
            _postfix.Read(rest, place, output);
        }
        else
        {
            _exim.Read(rest, place, output);
        }
    }

    // Syslog names the host behind the time; Exim's own log does not. It is the same one on nearly every line.
    private string HostOf(ReadOnlySpan<char> rest, bool isPostfix)
    {
        var end = rest.IndexOf(' ');
        if (end <= 0 || (!isPostfix && rest.IndexOf("exim".AsSpan(), StringComparison.Ordinal) < 0))
        {
            return "";
        }

        var host = rest.Slice(0, end);
        if (!host.SequenceEqual(_host.AsSpan()))
        {
            _host = host.ToString();
        }

        return _host;
    }
}
