using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops incident</c>: what follows when a mail went to the wrong people; and how its commands name that mail.</summary>
internal static class IncidentCommands
{
    private static readonly Option<long?> Recall = new("--recall") { Description = "The number of a recall.", HelpName = "id" };

    private static readonly Option<string?> MessageId = new("--message-id") { Description = "The Message-ID of the mail.", HelpName = "id" };

    private static readonly Option<string?> Mail = new("--mail") { Description = "The mail as a file (.eml).", HelpName = "file" };

    private static readonly Option<string?> Language = new("--language") { Description = "de or en. Default: that of the session.", HelpName = "language" };

    public static Option[] NamingOptions { get; } = [Recall, MessageId, Mail, Language];

    public static Command Build() => new("incident", "A mail went to the wrong people: correct it, document it.") 
    {
        IncidentCorrectCommand.Build(),
        IncidentReportCommand.Build(),
    };

    /// <summary>Adds the options that name the mail, exactly one of which is needed.</summary>
    public static void AddNaming(Command command)
    {
        foreach (var option in NamingOptions)
        {
            command.Options.Add(option);
        }

        Language.AcceptOnlyFromAmong("de", "en");
        command.Validators.Add(result =>
        {
            var named = (result.GetValue(Recall) is null ? 0 : 1) + (result.GetValue(MessageId) is null ? 0 : 1) + (result.GetValue(Mail) is null ? 0 : 1);
            if (named != 1)
            {
                result.AddError("Name the mail with one of --recall, --message-id and --mail.");
            }
        });
    }

    public static System.Globalization.CultureInfo Culture(ParseResult parsed) => ReportLanguage.Find(parsed.GetValue(Language));

    public static Task<SentMail> FindAsync(ParseResult parsed, IMailOpsStore store, CancellationToken cancellationToken)
    {
        var reader = new SentMailReader(store.Recalls, store.Outbox, store.Journal);
        return parsed.GetValue(Recall) is { } recall ? reader.FindByRecallAsync(recall, cancellationToken)
            : parsed.GetValue(MessageId) is { } id ? reader.FindByMessageIdAsync(id, cancellationToken)
            : reader.ReadAsync(MailRecallMessage.ReadContent(parsed.GetRequiredValue(Mail)!), cancellationToken);
    }
}
