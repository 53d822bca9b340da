using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MailOps.Journal;

/// <summary>Reads lines of a log one after the other, and remembers what the later ones need of the earlier ones.</summary>
public sealed class MailServerLogSession
{
    private readonly MailServerLogOptions _options;
    private readonly string _source;
    private readonly LogStamp _stamp;
    private readonly PostfixLogReader _postfix;
    private readonly EximLogReader _exim;
    private readonly OutcomeJudgement _judgement;
    private TrackingLogReader? _table;
    private char _separator;
    private long _line;
    private string _host = "";

    internal MailServerLogSession(MailServerLogOptions options, string source = "")
    {
        _options = options;
        _source = source;
        _stamp = new LogStamp(options.Newest ?? MailClock.System.UtcNow, options.TimeZone ?? TimeZoneInfo.Local);
        _judgement = new OutcomeJudgement(options.Rules);
        _postfix = new PostfixLogReader(new QueuedMails(options.MaxMails), _judgement, Unread);
        _exim = new EximLogReader(new QueuedMails(options.MaxMails), _judgement, Unread);
    }

    /// <summary>How many lines were those of a mail server.</summary>
    public long Recognised { get; private set; }

    /// <summary>What is wrong with all that was read so far: nothing known in it, deliveries that could not be read. To be asked at the end.</summary>
    public FindingList Findings => new(
        [.. _line > 0 && Recognised == 0 ? [LogFindings.NotRecognised.Found(Name, _line)] : Enumerable.Empty<Finding>(), .. Unread.Findings(Name)]);

    internal UnreadTally Unread { get; } = new();

    private string Name => LogFindings.NameOf(_source);

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <returns>What it tells, as a rule nothing or one outcome.</returns>
    public IReadOnlyList<MailServerDelivery> Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        _line++;
        List<MailServerDelivery> output = [];
        if (IsTable(line))
        {
            output.AddRange(_table!.Read(new StringReader(line), _separator, _source, _line));
            Recognised = _table.Recognised;
        }
        else
        {
            Read(line.AsSpan(), _line, output);
        }

        return output;
    }

    // The lines of a message tracking log begin with its titles.
    private bool IsTable(string line)
    {
        if (_table is null && Recognised == 0 && _options.Format is MailServerLogFormat.Auto or MailServerLogFormat.MessageTracking
            && TrackingLogReader.TryFindSeparator(line, out _separator))
        {
            _table = new TrackingLogReader(_judgement, Unread, _options.TimeZone ?? TimeZoneInfo.Local);
        }

        return _table is not null;
    }

    /// <summary>
    /// Reads an object of Get-MessageTrackingLog, Get-MessageTrace or Get-MessageTraceV2, a row of what Export-Csv made of them, or of a message tracking log.
    /// </summary>
    /// <param name="property">Gives the value of a property; null when the object has none of that name.</param>
    /// <returns>An outcome per recipient; null when the object is none of these.</returns>
    public IReadOnlyList<MailServerDelivery>? Read(Func<string, object?> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        if (TrackingLayout.Of(name => property(name) is not null) is not { } layout)
        {
            return null;
        }

        Recognised++;
        var row = TrackingEvent.Read(layout, property, _options.TimeZone ?? TimeZoneInfo.Local);
        return [.. row.ToDeliveries(_judgement, Unread, _source, ++_line)];
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
            CountUnread(line, number);
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

    // A delivery as Postfix writes it, in a line that has lost its beginning or was written under another name.
    private void CountUnread(ReadOnlySpan<char> line, long number)
    {
        if (_options.Format != MailServerLogFormat.Exim
            && line.IndexOf(": to=<".AsSpan(), StringComparison.Ordinal) is >= 0 and var at
            && line.Slice(at).IndexOf(" status=".AsSpan(), StringComparison.Ordinal) >= 0)
        {
            Unread.AddDelivery(number);
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
