using MailOps.Mailboxes;

namespace MailOps.Intake;

/// <summary>A message that waits to be completed: its place, and never its content.</summary>
internal sealed class PendingCompletion(MailIntake intake, MailLocation location, string messageId, string identity)
{
    public MailIntake Intake => intake;

    public MailLocation Location => location;

    public string MessageId => messageId;

    public string Identity => identity;

    /// <summary>Which message it is, whichever object named it.</summary>
    public (string Account, MailLocation Location) Key => (intake.Account, location);

    public MailCompletionNote NoteFor(MailCompletionOptions options) => new()
    {
        Account = intake.Account,
        Location = location with { Mailbox = intake.Mailbox },
        MessageId = messageId,
        Identity = identity,
        Action = options.Action,
        Target = options.Action == MailCompletionAction.Flag ? string.Join(" ", options.Flags.Names()) : options.Target,
    };
}
