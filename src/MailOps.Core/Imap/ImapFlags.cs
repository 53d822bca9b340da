using MailOps.Mailboxes;

namespace MailOps.Imap;

/// <summary>Flags in commands.</summary>
internal static class ImapFlags
{
    /// <summary>Appends a list of flags in parentheses.</summary>
    public static ImapCommand Append(ImapCommand command, MailFlagSet flags)
    {
        command.Raw("(");
        var isFirst = true;
        foreach (var name in flags.Names())
        {
            command.Raw(isFirst ? "" : " ").Atom(name);
            isFirst = false;
        }

        return command.Raw(")");
    }
}
