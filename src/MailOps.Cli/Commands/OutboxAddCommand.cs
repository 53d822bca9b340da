using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mime;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops outbox add</c>: one mail per recipient given, or one message file as it is.</summary>
internal static class OutboxAddCommand
{
    private static readonly Option<string?> From = new("--from") { Description = "The author: address, or \"Name <address>\".", HelpName = "mailbox" };

    private static readonly Option<string[]> To = new("--to")
    {
        Description = "A recipient; may be given several times. All get one mail together.",
        HelpName = "mailbox",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Subject = new("--subject") { Description = "The subject.", HelpName = "text" };

    private static readonly Option<string?> Body = new("--body") { Description = "The text; - reads it from standard input.", HelpName = "text" };

    private static readonly Option<string?> Html = new("--html") { Description = "The HTML body; a text part is written from it.", HelpName = "html" };

    private static readonly Option<string[]> Attachments = new("--attach") { Description = "A file to attach; may be given several times.", HelpName = "file" };

    private static readonly Option<string?> Message = new("--message")
    {
        Description = "A message file (.eml) to send as it is, in place of --subject, --body and --attach.",
        HelpName = "file",
    };

    private static readonly Option<TimeSpan> Delay = new("--delay")
    {
        Description = "The undo window: how long it waits, counted from the moment it is safely stored.",
        HelpName = Durations.HelpName,
        CustomParser = Durations.Parse,
        DefaultValueFactory = _ => OutboxDefaults.UndoWindow,
    };

    private static readonly Option<string?> At = new("--at")
    {
        Description = "The hour at which it leaves, such as 2026-12-24T08:00 (local time) or 2026-12-24T08:00+01:00.",
        HelpName = "time",
    };

    private static readonly Option<string?> Server = new("--server")
    {
        Description = "The server to go through: host[:port], or smtp://user@host:587/?security=StartTls&credential=env:NAME.",
        HelpName = "server",
    };

    private static readonly Option<string?> Campaign = new("--campaign") { Description = "The campaign that it belongs to.", HelpName = "name" };

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "What makes it the same mail when it is queued again; a second call with the same key queues nothing.",
        HelpName = "text",
    };

    private static readonly Option<bool> RequireApproval = new("--require-approval")
    {
        Description = "Hold it until another account has approved it ('outbox approve').",
    };

    private static readonly Option<MissedAction> IfMissed = new("--if-missed")
    {
        Description = "What to do when a downtime made it more than four hours late: hold, send or skip.",
        HelpName = "action",
    };

    public static Command Build()
    {
        var add = new Command("add", "Queue a mail; it waits for its undo window or its hour and can be cancelled until then.")
        {
            From, To, Subject, Body, Html, Attachments, Message, Delay, At, Server, Campaign, Key, RequireApproval, IfMissed,
            OutboxCommands.WhatIf, CommonOptions.Json, CommonOptions.Store,
        };
        add.SetAction(AddAsync);
        return add;
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        using var session = CliSession.Open(parsed);
        var mail = Compose(parsed, session.Clock);
        var outbox = await OutboxCommands.OpenAsync(session, whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var store = await session.OpenStoreAsync(whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var server = await MailServerChoice.FindAsync(store.Servers, parsed.GetValue(Server), cancellationToken).ConfigureAwait(false);
        mail = mail with { Server = server?.Text ?? "" };
        var decisions = await outbox.EnqueueAsync(mail, whatIf, cancellationToken).ConfigureAwait(false);
        return await OutboxCommands.WriteAsync(parsed, decisions, outbox, cancellationToken).ConfigureAwait(false);
    }

    private static OutgoingMail Compose(ParseResult parsed, MailClock clock)
    {
        var recipients = parsed.GetValue(To) ?? [];
        var common = new OutgoingMail
        {
            Content = default,
            Recipients = [],
            Due = DueTime(parsed, clock),
            Campaign = parsed.GetValue(Campaign) ?? "",
            RequireApproval = parsed.GetValue(RequireApproval),
            IfMissed = parsed.GetValue(IfMissed),
            Key = parsed.GetValue(Key) is { } key ? OutboxKey.From(key) : null,
        };
        if (parsed.GetValue(Message) is { } path)
        {
            return common with { Content = ReadFile(path), Recipients = [.. recipients.Select(r => new MimeMailbox(r).Address.Address)] };
        }

        var builder = new MimeMessageBuilder(clock)
        {
            From = new MimeMailbox(parsed.GetValue(From) ?? throw Missing("--from")),
            Subject = parsed.GetValue(Subject) ?? "",
            TextBody = parsed.GetValue(Body) is "-" ? Console.In.ReadToEnd() : parsed.GetValue(Body),
            HtmlBody = parsed.GetValue(Html),
        };
        foreach (var recipient in recipients)
        {
            builder.To.Add(new MimeMailbox(recipient));
        }

        foreach (var file in parsed.GetValue(Attachments) ?? [])
        {
            builder.Attachments.Add(MimeAttachment.FromFile(file));
        }

        return common.WithMessage(builder);
    }

    private static MailDueTime DueTime(ParseResult parsed, MailClock clock)
    {
        if (parsed.GetValue(At) is not { } text)
        {
            return MailDueTime.After(parsed.GetValue(Delay));
        }

        return MailDueTime.Parse(text, null, clock.UtcNow);
    }

    private static ReadOnlyMemory<byte> ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CsvColumn.Unreadable(path, e);
        }
    }

    private static MailOpsException Missing(string option) => new(
        "MailOps.Input.Missing", MailOpsErrorKind.InvalidArgument, $"The mail needs {option}.", "See 'mailops outbox add --help'.");
}
