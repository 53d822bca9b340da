using System;
using System.Text;
using MailOps.Mailboxes;
using MailOps.Mime;

namespace MailOps.Imap;

/// <summary>A line of a listing.</summary>
internal readonly record struct ListEntry(string WireName, char? Separator, MailFolderUse Use, bool IsSelectable);

/// <summary>Reads LIST responses (RFC 9051 section 7.3.1).</summary>
internal static class ListReader
{
    public static bool TryRead(ImapResponse response, out ListEntry entry)
    {
        entry = default;
        var tokens = response.Tokens;
        tokens.SkipSpaces();
        if (response.Name != "LIST" || !TryReadAttributes(ref tokens, out var use, out var isSelectable))
        {
            return false;
        }

        // DQUOTE QUOTED-CHAR DQUOTE / nil
        tokens.SkipSpaces();
        if (!tokens.TryNString(out var separator))
        {
            return false;
        }

        tokens.SkipSpaces();
        if (!tokens.TryAString(out var name))
        {
            return false;
        }

        entry = new ListEntry(
            Encoding.UTF8.GetString(name.ToArray()), separator.IsEmpty ? null : (char)separator.Span[0], use, isSelectable);
        return true;
    }

    private static bool TryReadAttributes(ref ImapTokens tokens, out MailFolderUse use, out bool isSelectable)
    {
        use = MailFolderUse.None;
        isSelectable = true;
        if (!tokens.TryTake('('))
        {
            return false;
        }

        for (tokens.SkipSpaces(); !tokens.TryTake(')'); tokens.SkipSpaces())
        {
            if (!tokens.TryWideAtom(out var name))
            {
                return false;
            }

            isSelectable &= !AsciiText.EqualsIgnoreCase(name, "\\Noselect") && !AsciiText.EqualsIgnoreCase(name, "\\NonExistent");
            use |= UseOf(name);
        }

        return true;
    }

    private static MailFolderUse UseOf(ReadOnlySpan<byte> name) =>
        AsciiText.EqualsIgnoreCase(name, "\\All") ? MailFolderUse.All
        : AsciiText.EqualsIgnoreCase(name, "\\Archive") ? MailFolderUse.Archive
        : AsciiText.EqualsIgnoreCase(name, "\\Drafts") ? MailFolderUse.Drafts
        : AsciiText.EqualsIgnoreCase(name, "\\Flagged") ? MailFolderUse.Flagged
        : AsciiText.EqualsIgnoreCase(name, "\\Junk") ? MailFolderUse.Junk
        : AsciiText.EqualsIgnoreCase(name, "\\Sent") ? MailFolderUse.Sent
        : AsciiText.EqualsIgnoreCase(name, "\\Trash") ? MailFolderUse.Trash
        : AsciiText.EqualsIgnoreCase(name, "\\Important") ? MailFolderUse.Important
        : MailFolderUse.None;
}
