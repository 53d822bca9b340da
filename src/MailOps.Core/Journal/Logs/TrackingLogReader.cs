using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Journal;

/// <summary>
/// Tables of Exchange: the message tracking log, whose columns the line <c>#Fields:</c> names, and what Export-Csv makes of Get-MessageTrackingLog,
/// Get-MessageTrace and Get-MessageTraceV2. Columns are found by name, so that every version reads.
/// </summary>
internal sealed class TrackingLogReader(OutcomeJudgement judgement, UnreadTally unread, TimeZoneInfo zone)
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _cells = [];
    private TrackingLayout? _layout;
    private string _firstTitle = "";

    /// <summary>The line read last.</summary>
    public long Line { get; private set; }

    /// <summary>How many rows were events.</summary>
    public long Recognised { get; private set; }

    /// <summary>Whether a text begins such a table, and what separates its cells.</summary>
    public static bool TryFindSeparator(string head, out char separator)
    {
        separator = ',';
        var lines = new StringReader(head);
        while (CsvReader.NextLine(lines) is { } line)
        {
            if (line.StartsWith("#Fields:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("#Software: Microsoft Exchange", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            // Windows PowerShell writes the type of the objects above the titles.
            if (line[0] != '#')
            {
                separator = CsvReader.SeparatorOf(line);
                List<string> titles = [];
                new CsvReader(new StringReader(line), separator).TryRead(titles);
                return TrackingLayout.Of(name => titles.Exists(title => string.Equals(title.Trim(), name, StringComparison.OrdinalIgnoreCase))) is not null;
            }
        }

        return false;
    }

    /// <summary>Reads a part of a table.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separator">What separates its cells.</param>
    /// <param name="source">How results name it.</param>
    /// <param name="line">The number of its first line.</param>
    public IEnumerable<MailServerDelivery> Read(TextReader text, char separator, string source, long line = 1)
    {
        var records = new CsvReader(text, separator, line);
        while (records.TryRead(_cells))
        {
            Line = records.Line;
            if (records.IsCut)
            {
                unread.AddDelivery(Line);
            }

            if (IsTitles() || _layout is null)
            {
                continue;
            }

            var row = TrackingEvent.Read(_layout, Cell, zone);
            Recognised += row.Event.Length > 0 ? 1 : 0;
            foreach (var delivery in row.ToDeliveries(judgement, unread, source, Line))
            {
                yield return delivery;
            }
        }
    }

    // The titles stand again where files were put together.
    private bool IsTitles()
    {
        var first = _cells[0].Trim('\uFEFF');
        var isRemark = first.Length > 0 && first[0] == '#';
        if (isRemark ? !first.StartsWith("#Fields:", StringComparison.OrdinalIgnoreCase) : _layout is not null && first != _firstTitle)
        {
            return isRemark;
        }

        _columns.Clear();
        _firstTitle = first;
        for (var i = 0; i < _cells.Count; i++)
        {
            var name = i > 0 ? _cells[i] : isRemark ? first.Substring(first.IndexOf(':') + 1) : first;
            _columns[name.Trim()] = i;
        }

        _layout = TrackingLayout.Of(_columns.ContainsKey);
        return true;
    }

    private string? Cell(string name) => _columns.TryGetValue(name, out var index) && index < _cells.Count ? _cells[index] : null;
}
