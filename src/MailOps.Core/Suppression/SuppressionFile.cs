using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using MailOps.Bounces;
using MailOps.Mime;

namespace MailOps.Suppression;

/// <summary>
/// Reads suppression lists as others export them: the CSV files of Amazon SES, Mailgun, SendGrid and Postmark, our own, any CSV with a column of
/// addresses, and plain lists with an address a line.
/// </summary>
public static class SuppressionFile
{
    private static readonly string[] AddressTitles =
        ["address", "email", "emailaddress", "email address", "e-mail", "e-mail address", "e-mail-adresse", "mail", "recipient", "primarysmtpaddress"];

    private static readonly string[] ReasonTitles = ["suppressionreason", "reason", "type"];
    private static readonly string[] TextTitles = ["diagnostic", "error", "description", "message", "comment"];
    private static readonly string[] TimeTitles = ["since", "created_at", "createdat", "created", "last_update_time", "lastupdatetime", "last update time", "date"];
    private static readonly string[] StatusTitles = ["status", "code"];
    private static readonly string[] StateTitles = ["state"];
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Reads a file as it goes.</summary>
    /// <param name="path">The file, UTF-8 or with a byte order mark.</param>
    /// <param name="column">The title of the column with the addresses; null to find it.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Suppression.Unreadable</c>, <c>NoAddressColumn</c>.</exception>
    public static IEnumerable<SuppressionAddition> Read(string path, string? column = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var reader = Open(path);
        foreach (var addition in Read(reader, path, column))
        {
            yield return addition;
        }
    }

    /// <summary>Reads a text as it goes.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="column">The title of the column with the addresses; null to find it.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Suppression.NoAddressColumn</c>.</exception>
    public static IEnumerable<SuppressionAddition> Read(TextReader reader, string name, string? column = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var first = CsvReader.NextLine(reader);
        while (first is not null && IsComment(first))
        {
            first = CsvReader.NextLine(reader);
        }

        if (first is null)
        {
            yield break;
        }

        var separator = CsvReader.SeparatorOf(first);
        List<string> titles = [];
        new CsvReader(new StringReader(first), separator).TryRead(titles);
        var layout = new Layout(titles, column);
        var records = new CsvReader(reader, separator);
        List<string> cells = [.. titles];
        if (layout.Address < 0)
        {
            // A list without titles: an address a line, or the pairs that SES imports (address, BOUNCE or COMPLAINT).
            if (column is not null || !MailAddress.TryParse(titles[0].Trim(), out _))
            {
                throw SuppressionErrors.NoAddressColumn(name, string.Join(", ", titles));
            }

            layout = Layout.Untitled;
            yield return layout.Read(cells);
        }

        while (records.TryRead(cells))
        {
            if (layout.Takes(cells))
            {
                yield return layout.Read(cells);
            }
        }
    }

    // An address may begin with the sign; a remark is none.
    private static bool IsComment(string line) => line.TrimStart('\uFEFF', ' ').StartsWith('#') && line.IndexOf('@') < 0;

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SuppressionErrors.Unreadable(path, e);
        }
    }

    private sealed class Layout
    {
        public static readonly Layout Untitled = new() { Address = 0, Reason = 1 };

        public Layout(List<string> titles, string? column)
        {
            Address = column is null ? IndexOf(titles, AddressTitles) : IndexOf(titles, [column.Trim()]);
            Reason = IndexOf(titles, ReasonTitles);
            Text = IndexOf(titles, TextTitles);
            Time = IndexOf(titles, TimeTitles);
            Status = IndexOf(titles, StatusTitles);
            State = IndexOf(titles, StateTitles);
        }

        private Layout()
        {
        }

        public int Address { get; private init; } = -1;

        private int Reason { get; init; } = -1;

        private int Text { get; } = -1;

        private int Time { get; } = -1;

        private int Status { get; } = -1;

        private int State { get; } = -1;

        /// <summary>Whether a record blocks an address: not one of our own that another store only watches, nor a remark.</summary>
        public bool Takes(List<string> cells)
        {
            var address = Cell(cells, Address);
            return address.Length > 0 && !IsComment(address)
                && (!Enum.TryParse<SuppressionState>(Cell(cells, State), ignoreCase: true, out var state) || state == SuppressionState.Blocked);
        }

        public SuppressionAddition Read(List<string> cells)
        {
            var reason = Cell(cells, Reason);
            reason = reason == nameof(BounceReason.Undefined) ? "" : reason;
            var text = Cell(cells, Text);
            var status = Cell(cells, Status);
            return new SuppressionAddition
            {
                Address = Cell(cells, Address),
                Reason = ReasonOf(reason, text, status),
                Comment = text.Length > 0 ? text : reason,
                Status = EnhancedStatus.TryParse(status, out _) ? status : "",
                At = TimeOf(Cell(cells, Time)),
            };
        }

        private static int IndexOf(List<string> titles, string[] wanted)
        {
            foreach (var title in wanted)
            {
                var at = titles.FindIndex(t => string.Equals(t.Trim().Trim('\uFEFF'), title, StringComparison.OrdinalIgnoreCase));
                if (at >= 0)
                {
                    return at;
                }
            }

            return -1;
        }

        private static string Cell(List<string> cells, int index) => index >= 0 && index < cells.Count ? cells[index].Trim() : "";

        // Others name few reasons; where they quote the server, the rule table knows more.
        private static BounceReason ReasonOf(string reason, string text, string status)
        {
            if (reason.StartsWith("complain", StringComparison.OrdinalIgnoreCase) || reason.StartsWith("spam", StringComparison.OrdinalIgnoreCase))
            {
                return BounceReason.Feedback;
            }

            if (reason.Length > 0 && char.IsLetter(reason[0]) && Enum.TryParse<BounceReason>(reason, ignoreCase: true, out var own))
            {
                return own;
            }

            var quoted = text.Length > 0 ? text : reason.IndexOf(' ') > 0 ? reason : "";
            var judged = quoted.Length + status.Length == 0 ? null : BounceClassifier.ClassifyText(status + " " + quoted);
            return judged?.Kind == BounceKind.Failure ? judged.Reason : BounceReason.Undefined;
        }

        // ISO 8601 (SES, Postmark), RFC 1123 (Mailgun), seconds since 1970 or a plain time in UTC (SendGrid).
        private static DateTime? TimeOf(string text) =>
            text.Length == 0 ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800 ? Epoch.AddSeconds(seconds)
            : MailDateReader.Read(text) is { } mail ? mail
            : DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time
            : null;
    }
}
