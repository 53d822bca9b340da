using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MailOps.Mime;
using MailOps.Outbox;

namespace MailOps.Cli.Commands;

/// <summary>The options that say what a mail is, shared by <c>outbox add</c> and <c>draft new</c>.</summary>
internal static class CompositionArguments
{
    private static readonly Option<string?> From = Text("--from", "The author: address, or \"Name <address>\".", "mailbox");
    private static readonly Option<string[]> To = Texts("--to", "A recipient; may be given several times. All get one mail together.", "mailbox");
    private static readonly Option<string[]> Cc = Texts("--cc", "Who gets a copy, named in the mail.", "mailbox");
    private static readonly Option<string[]> Bcc = Texts("--bcc", "Who gets a copy, not named in the mail.", "mailbox");
    private static readonly Option<string[]> ReplyTo = Texts("--reply-to", "Where answers go, when not to the author.", "mailbox");
    private static readonly Option<string?> Subject = Text("--subject", "The subject; default: that of the template.", "text");
    private static readonly Option<string?> Body = Text("--body", "The text; - reads it from standard input.", "text");
    private static readonly Option<string?> Html = Text("--html", "The HTML body; a text part is written from it.", "html");
    private static readonly Option<string?> Template = Text("--template", "A template (.html, .txt) with {{Name}} for values (docs/drafts.md).", "file");
    private static readonly Option<string[]> Set = Texts("--set", "A value for the template, Name=value; may be given several times.", "name=value");
    private static readonly Option<string?> Csv = Text("--csv", "A CSV file: one mail for each of its records, whose columns are values for the template.", "file");
    private static readonly Option<string?> Column = Text("--column", "With --csv: the column with the addresses; default: the one called like addresses.", "title");
    private static readonly Option<string[]> Attach = Texts("--attach", "A file to attach; may be given several times.", "file");
    private static readonly Option<string[]> InlineImage = Texts("--inline-image", "An image that the HTML shows as cid: and the name of the file.", "file");
    private static readonly Option<string[]> Header = Texts("--header", "A further header field, \"Name: value\"; may be given several times.", "field");
    private static readonly Option<string[]> ListUnsubscribe = Texts("--list-unsubscribe", "Where to unsubscribe, https: or mailto:; https: offers one click.", "url");
    private static readonly Option<MimePriority> Priority = new("--priority") { Description = "low, normal or high.", HelpName = "priority" };
    private static readonly Option<string?> Message = Text("--message", "A message file (.eml) to send as it is, in place of the text.", "file");

    public static IEnumerable<Option> All { get; } =
    [
        From, To, Cc, Bcc, ReplyTo, Subject, Body, Html, Template, Set, Csv, Column, Attach, InlineImage, Header, ListUnsubscribe, Priority, Message,
    ];

    public static MailComposition Read(ParseResult parsed, MailClock clock) => new()
    {
        From = parsed.GetValue(From) ?? (parsed.GetValue(Message) is null ? throw Missing("--from") : ""),
        Cc = parsed.GetValue(Cc) ?? [],
        Bcc = parsed.GetValue(Bcc) ?? [],
        ReplyTo = parsed.GetValue(ReplyTo) ?? [],
        Subject = parsed.GetValue(Subject),
        Text = parsed.GetValue(Body) is "-" ? Console.In.ReadToEnd() : parsed.GetValue(Body),
        Html = parsed.GetValue(Html),
        Template = parsed.GetValue(Template) is { } template ? MailTemplate.Open(template) : null,
        Attachments = parsed.GetValue(Attach) ?? [],
        InlineImages = parsed.GetValue(InlineImage) ?? [],
        Headers = [.. (parsed.GetValue(Header) ?? []).Select(text => Pair(text, ':', "--header"))],
        ListUnsubscribe = parsed.GetValue(ListUnsubscribe) ?? [],
        Priority = parsed.GetValue(Priority),
        Message = parsed.GetValue(Message) is { } path ? DraftFile.ReadBytes(path) : default(ReadOnlyMemory<byte>?),
        Clock = clock,
    };

    /// <summary>The rows that one mail each is made of: the records of --csv, or the one that --to and --set describe.</summary>
    /// <exception cref="MailOpsException">A row lacks a value: nothing is to be queued.</exception>
    public static IEnumerable<MailRow> ReadRows(ParseResult parsed, MailComposer composer)
    {
        var set = (parsed.GetValue(Set) ?? []).Select(text => Pair(text, '=', "--set"))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        if (parsed.GetValue(Csv) is not { } file)
        {
            var to = parsed.GetValue(To) ?? [];
            return [new MailRow { Recipients = to, Values = composer.FindValues(name => set.GetValueOrDefault(name), string.Join(", ", to)) }];
        }

        if (parsed.GetValue(To) is { Length: > 0 })
        {
            throw new MailOpsException(
                "MailOps.Input.Conflict", MailOpsErrorKind.InvalidArgument, "--to and --csv both name the recipients.", "Leave one of them out.");
        }

        // All values first: a row without one is an error before anything is queued.
        return CsvRecords.Read(file, parsed.GetValue(Column)).Select(record => new MailRow
        {
            Recipients = [record.Address],
            Values = composer.FindValues(
                name => record.Values.GetValueOrDefault(name) is { Length: > 0 } value ? value : set.GetValueOrDefault(name) ?? record.Values.GetValueOrDefault(name),
                $"{file}:{record.Line}"),
        }).ToList();
    }

    public static MailOpsException Missing(string option) => new(
        "MailOps.Input.Missing", MailOpsErrorKind.InvalidArgument, $"The mail needs {option}.", "See 'mailops outbox add --help'.");

    public static KeyValuePair<string, string> Pair(string text, char divider, string option)
    {
        var at = text.IndexOf(divider);
        return at > 0
            ? new KeyValuePair<string, string>(text[..at].Trim(), text[(at + 1)..].Trim(' '))
            : throw new MailOpsException(
                "MailOps.Input.NoPair", MailOpsErrorKind.InvalidArgument, $"{option} takes a name and a value, not '{Tables.Visible(text)}'.",
                $"Write it as Name{divider}value.");
    }

    private static Option<string?> Text(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };

    private static Option<string[]> Texts(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName, AllowMultipleArgumentsPerToken = name is "--to" or "--attach" };
}
