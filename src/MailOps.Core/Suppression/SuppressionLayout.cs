using System;
using System.Collections.Generic;
using System.Globalization;
using MailOps.Bounces;
using MailOps.Mime;

namespace MailOps.Suppression;

/// <summary>Where a list has what, by the titles of its columns or the names of its members; and what a row of it says.</summary>
internal sealed class SuppressionLayout
{
    /// <summary>A list without titles: an address a line, or the pairs that SES imports (address, BOUNCE or COMPLAINT).</summary>
    public static readonly SuppressionLayout Untitled = new() { Address = 0, Reason = 1 };

    private static readonly string[] AddressTitles =
        ["address", "email", "emailaddress", "email address", "e-mail", "e-mail address", "e-mail-adresse", "mail", "recipient", "primarysmtpaddress"];

    private static readonly string[] ReasonTitles = ["suppressionreason", "reason", "type"];
    private static readonly string[] TextTitles = ["diagnostic", "error", "details", "description", "message", "comment"];
    private static readonly string[] TimeTitles = ["since", "created_at", "createdat", "created", "last_update_time", "lastupdatetime", "last update time", "bouncedat", "date"];
    private static readonly string[] StatusTitles = ["status", "code"];
    private static readonly string[] StateTitles = ["state"];
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public SuppressionLayout(List<string> titles, string? column)
    {
        Address = column is null ? IndexOf(titles, AddressTitles) : IndexOf(titles, [column.Trim()]);
        Reason = IndexOf(titles, ReasonTitles);
        Text = IndexOf(titles, TextTitles);
        Time = IndexOf(titles, TimeTitles);
        Status = IndexOf(titles, StatusTitles);
        State = IndexOf(titles, StateTitles);
    }

    private SuppressionLayout()
    {
    }

    public int Address { get; private init; } = -1;

    private int Reason { get; init; } = -1;

    private int Text { get; } = -1;

    private int Time { get; } = -1;

    private int Status { get; } = -1;

    private int State { get; } = -1;

    /// <summary>The text with the address; empty when the record has none.</summary>
    public string AddressOf(List<string> cells) => Cell(cells, Address);

    /// <summary>Whether a record blocks its address: not one of our own that another store only watches.</summary>
    public bool Blocks(List<string> cells) =>
        !Enum.TryParse<SuppressionState>(Cell(cells, State), ignoreCase: true, out var state) || state == SuppressionState.Blocked;

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
        if (reason.StartsWith("complain", StringComparison.OrdinalIgnoreCase)
            || (reason.StartsWith("spam", StringComparison.OrdinalIgnoreCase) && !reason.Equals("SpamNotification", StringComparison.OrdinalIgnoreCase)))
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

    // ISO 8601 (SES, Postmark), RFC 1123 (Mailgun), seconds since 1970, perhaps with a fraction (SendGrid, SES), or a plain time in UTC (SendGrid).
    private static DateTime? TimeOf(string text) =>
        text.Length == 0 ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800 ? Epoch.AddSeconds(seconds)
        : MailDateReader.Read(text) is { } mail ? mail
        : DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time
        : null;
}
