using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace MailOps.Journal;

/// <summary>The message tracking log of Exchange: CSV whose columns the line <c>#Fields:</c> names, so that every version reads.</summary>
internal sealed class TrackingLogReader(OutcomeJudgement judgement)
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _cells = [];

    /// <summary>Whether a line is the beginning of such a log.</summary>
    public static bool IsHeader(ReadOnlySpan<char> line) =>
        line.StartsWith("#Fields:".AsSpan(), StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("#Software: Microsoft Exchange".AsSpan(), StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("date-time,".AsSpan(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the rest of a log.</summary>
    public IEnumerable<MailServerDelivery> Read(TextReader text, string source)
    {
        var records = new CsvReader(text, ',');
        for (long line = 1; records.TryRead(_cells); line++)
        {
            if (IsTitles())
            {
                continue;
            }

            foreach (var delivery in ToRow().ToDeliveries(judgement, source, line))
            {
                yield return delivery;
            }
        }
    }

    private bool IsTitles()
    {
        var first = _cells[0].Trim('\uFEFF');
        if (first.Length == 0 || (first[0] != '#' && !first.Equals("date-time", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        if (first[0] != '#' || first.StartsWith("#Fields:", StringComparison.OrdinalIgnoreCase))
        {
            _columns.Clear();
            for (var i = 0; i < _cells.Count; i++)
            {
                var name = i == 0 ? first.Substring(first.IndexOf(':') + 1) : _cells[i];
                _columns[name.Trim()] = i;
            }
        }

        return true;
    }

    private TrackingRow ToRow() => new()
    {
        At = DateTime.TryParse(
            Cell("date-time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null,
        Event = Cell("event-id"),
        Source = Cell("source"),
        Sender = Cell("sender-address"),
        MessageId = Cell("message-id"),
        QueueId = Cell("internal-message-id"),
        Server = Cell("server-hostname"),
        Host = Cell("client-hostname"),
        Recipients = Cell("recipient-address").Split([';'], StringSplitOptions.RemoveEmptyEntries),
        Statuses = SplitStatuses(Cell("recipient-status")),
    };

    // Statuses are separated like recipients, but may hold semicolons in braces.
    private static List<string> SplitStatuses(string text)
    {
        List<string> statuses = [];
        var (start, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ';' && depth == 0))
            {
                statuses.Add(text.Substring(start, i - start));
                start = i + 1;
            }
            else
            {
                depth = Math.Max(0, depth + (text[i] is '{' or '[' ? 1 : text[i] is '}' or ']' ? -1 : 0));
            }
        }

        return statuses;
    }

    private string Cell(string name) => _columns.TryGetValue(name, out var index) && index < _cells.Count ? _cells[index] : "";
}
