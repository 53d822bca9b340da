using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Intake;
using MailOps.Mailboxes;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops mailbox read</c>.</summary>
internal static class MailboxCommands
{
    private static readonly Option<MailboxProtocol> Protocol = new("--protocol") { Description = "imap or pop3.", HelpName = "name" };

    private static readonly Option<string?> Mailbox = new("--mailbox") { Description = "Whose mailbox. Default: that of who logs in.", HelpName = "name" };

    private static readonly Option<string> Folder = new("--folder")
    {
        Description = "The full name of the folder.",
        HelpName = "name",
        DefaultValueFactory = _ => "INBOX",
    };

    private static readonly Option<int?> First = new("--first") { Description = "How many messages at most, the oldest first.", HelpName = "count" };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "Write each message into this folder, as MAILBOX-FOLDER-UIDVALIDITY-UID.eml; one that is there already is not written again.",
        HelpName = "folder",
    };

    private static readonly Option<string?> Complete = new("--complete")
    {
        Description = "What becomes of each message once it is written (--out): move:FOLDER, delete, or flag:NAME. Messages with that flag are left out.",
        HelpName = "action",
    };

    private static readonly Option<string?> Store = new("--store")
    {
        Description = "A store that remembers what a killed run was completing, so that it is finished and not read again. Default: none.",
        HelpName = "file",
    };

    private static readonly Column<ReceivedMail>[] Columns =
    [
        new("Uid", m => m.Uid),
        new("Received", m => m.ReceivedAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? ""),
        new("From", m => m.From),
        new("Subject", m => m.Subject),
        new("Size", m => m.Size.ToString(CultureInfo.InvariantCulture)),
    ];

    public static Command Build()
    {
        var read = new Command("read", "Read the messages of a mailbox over IMAP, POP3 or from a Maildir; nothing of it changes without --complete.")
        {
            Protocol, Mailbox, Folder, First, Out, Complete, Store, CommonOptions.Json,
        };
        MailboxArguments.AddTo(read);
        read.Validators.Add(result =>
        {
            MailboxArguments.Require(result);
            if (result.GetValue(Complete) is { } complete && (result.GetValue(Out) is null || CompletionOf(complete) is null))
            {
                result.AddError("--complete needs --out, and is move:FOLDER, delete or flag:NAME.");
            }
        });
        read.SetAction(ReadAsync);
        return new Command("mailbox", "Mailboxes: read bounces and reports out of them.") { read };
    }

    private static async Task<int> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var connection = MailboxArguments.Connection(parsed)! with { Protocol = parsed.GetValue(Protocol) };
        var completion = parsed.GetValue(Complete) is { } complete && CompletionOf(complete) is { } options ? options : null;
        var done = completion is null ? null : new MailCompletion(completion);
        var intake = new MailIntake(
            connection.CreateStore(),
            connection.Account,
            parsed.GetValue(Mailbox) ?? connection.Credential?.UserName ?? "",
            new MailIntakeOptions
            {
                Folder = parsed.GetRequiredValue(Folder),
                First = parsed.GetValue(First),
                ExceptFlags = completion?.Flags ?? MailFlagSet.None,
                Memory = parsed.GetValue(Store) is { } store ? CliSession.Open(store).CreateIntakeMemory() : null,
            },
            FindingOutput.Warn);
        var target = parsed.GetValue(Out);
        if (target is not null)
        {
            Directory.CreateDirectory(target);
        }

        using (var output = new ResultWriter<ReceivedMail>(parsed.GetValue(CommonOptions.Json), Columns))
        {
            await foreach (var mail in intake.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (target is not null)
                {
                    Save(mail, target);
                    if (!mail.IsTruncated)
                    {
                        done?.Add(mail);
                    }
                }

                output.Write(mail);
            }
        }

        return done is null ? ExitCode.Done : await FinishAsync(done, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> FinishAsync(MailCompletion done, CancellationToken cancellationToken)
    {
        var exitCode = ExitCode.Done;
        foreach (var failure in (await done.RunAsync(whatIf: false, cancellationToken).ConfigureAwait(false)).Where(d => !d.Changed))
        {
            Console.Error.WriteLine("mailops: " + Tables.Visible(failure.Location + ": " + failure.Reason));
            exitCode = ExitCode.Partial;
        }

        return exitCode;
    }

    // On the disk before anything is completed: a message is in one of both places at any time, and none replaces another one.
    private static void Save(ReceivedMail mail, string folder)
    {
        var name = string.Format(CultureInfo.InvariantCulture, "{0}-{1}-{2}-{3}", mail.Mailbox, mail.Folder, mail.UidValidity, mail.Uid);
        var safe = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '@' ? c : '_')]);
        safe = safe.Length <= 150 ? safe : safe[^150..];
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, safe + (number == 1 ? "" : "-" + number.ToString(CultureInfo.InvariantCulture)) + ".eml");
            if (!File.Exists(path))
            {
                Write(mail, path);
                return;
            }

            if (new FileInfo(path).Length == mail.RawMessage.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(mail.RawMessage))
            {
                return;
            }
        }
    }

    private static void Write(ReceivedMail mail, string path)
    {
        using (var file = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(mail.RawMessage);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path);
    }

    private static MailCompletionOptions? CompletionOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var value = colon < 0 ? "" : text[(colon + 1)..];
        return (colon < 0 ? text : text[..colon]) switch
        {
            "move" when value.Length > 0 => new MailCompletionOptions { Action = MailCompletionAction.Move, Target = value },
            "flag" when value.Length > 0 => new MailCompletionOptions { Action = MailCompletionAction.Flag, Flags = MailCompletionOptions.FlagOf(value) },
            "delete" when colon < 0 => new MailCompletionOptions { Action = MailCompletionAction.Delete },
            _ => null,
        };
    }
}
