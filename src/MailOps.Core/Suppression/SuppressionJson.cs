using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Bounces;
using MailOps.Json;

namespace MailOps.Suppression;

/// <summary>
/// Lists as the interfaces of senders answer them in JSON, one answer or several behind each other: Amazon SES (SuppressedDestinationSummaries), Mailgun
/// (items), Postmark (Suppressions, Bounces), SendGrid (an array). What an entry says is found by the names of its members, like the columns of a CSV.
/// </summary>
internal static class SuppressionJson
{
    private const int Block = 16 * 1024;

    private static readonly string[] Lists = ["SuppressedDestinationSummaries", "items", "Suppressions", "Bounces"];

    /// <summary>Whether a text is JSON, by its first character; blanks and a byte order mark before it are read away.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="ends">Gets how many lines ended before it.</param>
    public static bool IsNext(TextReader reader, out long ends)
    {
        ends = 0;
        while (reader.Peek() is ' ' or '\t' or '\r' or '\n' or '\uFEFF')
        {
            ends += reader.Read() == '\n' ? 1 : 0;
        }

        return reader.Peek() is '{' or '[';
    }

    /// <summary>Reads all answers, so that a list that breaks off is refused as a whole.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Suppression.InvalidJson</c>, <c>UnknownJson</c>.</exception>
    public static IEnumerable<SuppressionAddition> Read(TextReader reader, string name, string? column, SuppressionTally tally, JsonLimits? limits = null)
    {
        List<(JsonValue Item, BounceReason Reason)> items = [];
        foreach (var answer in Parse(reader, name, limits ?? JsonLimits.Default))
        {
            var list = ListOf(answer) ?? (HasAddress(answer, column) ? [answer] : throw SuppressionErrors.UnknownJson(name));
            var reason = ReasonOf(answer);
            items.AddRange(list.Select(item => (item, reason)));
            tally.GoesOn = answer.MemberString("NextToken") is { Length: > 0 };
        }

        // Objects of something else would otherwise be so many rows without an address.
        if (items.Count > 0 && !items.Exists(item => HasAddress(item.Item, column)))
        {
            throw SuppressionErrors.UnknownJson(name);
        }

        return items.Select(item => ToAddition(item.Item, item.Reason, column, tally)).OfType<SuppressionAddition>();
    }

    private static IReadOnlyList<JsonValue> Parse(TextReader reader, string name, JsonLimits limits)
    {
        // One byte more than is allowed is enough to be refused.
        using var bytes = new MemoryStream();
        using var writer = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var block = new char[Block];
        int read;
        while (bytes.Length <= limits.MaxBytes && (read = reader.Read(block, 0, block.Length)) > 0)
        {
            writer.Write(block, 0, read);
        }

        writer.Flush();
        try
        {
            return JsonValue.ParseMany(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), limits);
        }
        catch (JsonException e)
        {
            throw SuppressionErrors.InvalidJson(name, e);
        }
    }

    private static IReadOnlyList<JsonValue>? ListOf(JsonValue answer) =>
        answer.Kind == JsonKind.Array ? answer.Items : Lists.Select(list => answer[list]).FirstOrDefault(list => list?.Kind == JsonKind.Array)?.Items;

    // Mailgun's complaints look like its unsubscribes; the addresses of the other pages name the list.
    private static BounceReason ReasonOf(JsonValue answer) =>
        answer["paging"]?.MemberString("first") is { } page && page.Contains("/complaints", StringComparison.Ordinal)
            ? BounceReason.Feedback
            : BounceReason.Undefined;

    private static bool HasAddress(JsonValue item, string? column) =>
        item.Kind == JsonKind.String || new SuppressionLayout(NamesOf(item), column).Address >= 0;

    private static SuppressionAddition? ToAddition(JsonValue item, BounceReason reason, string? column, SuppressionTally tally)
    {
        // SendGrid lists the addresses of an unsubscribe group without anything else.
        var isText = item.Kind == JsonKind.String;
        var layout = isText ? SuppressionLayout.Untitled : new SuppressionLayout(NamesOf(item), column);
        List<string> cells = isText ? [TextOf(item)] : [.. item.Members.Select(member => TextOf(member.Value))];
        if (layout.AddressOf(cells).Length == 0)
        {
            tally.AddMissing(item.Line);
            return null;
        }

        // Postmark keeps all bounces, also those after which it goes on sending.
        if (!layout.Blocks(cells) || item.MemberBoolean("Inactive") == false)
        {
            tally.AddLeftOut();
            return null;
        }

        // SendGrid's spam reports have the address of the reporting host and no reason.
        var isComplaint = reason == BounceReason.Feedback || (item["ip"] is not null && item["reason"] is null);
        var addition = layout.Read(cells);
        return isComplaint ? addition with { Reason = BounceReason.Feedback } : addition;
    }

    private static List<string> NamesOf(JsonValue item) => [.. item.Members.Select(member => member.Key)];

    // The module of AWS wraps a word: { "Value": "BOUNCE" }.
    private static string TextOf(JsonValue value) =>
        value.TryGetString(out var text) ? text
        : value.Kind is JsonKind.Number or JsonKind.Boolean ? value.ToString()
        : value.MemberString("Value") ?? "";
}
