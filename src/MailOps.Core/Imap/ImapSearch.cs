using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Imap;

/// <summary>Searches the open folder: SEARCH, or the shorter answers of ESEARCH (RFC 4731) where they are offered.</summary>
internal sealed class ImapSearch(ImapFolder folder)
{
    // In these a search text may stand in the headers of a message; anything else asks for another way to find it.
    private const int MaxText = 10_000;

    public async Task<IReadOnlyList<string>> RunAsync(MailSearch search, CancellationToken cancellationToken)
    {
        var numbers = await FindAsync(command => Describe(command, search), cancellationToken).ConfigureAwait(false);
        return [.. numbers.Select(ImapSet.Text)];
    }

    /// <summary>Runs a search and gives the UIDs, ascending.</summary>
    public async Task<List<uint>> FindAsync(System.Action<ImapCommand> criteria, CancellationToken cancellationToken)
    {
        var connection = folder.Connection;
        var isExtended = connection.Capabilities.ExtendedSearch;
        var command = connection.Command(isExtended ? "UID SEARCH RETURN (ALL)" : "UID SEARCH");
        criteria(command);
        var found = new List<uint>();
        await connection.RunAsync(
            command,
            response =>
            {
                if (response.Name is not ("SEARCH" or "ESEARCH"))
                {
                    return false;
                }

                return TryTake(response, found) ? true : throw connection.Violation(response);
            },
            cancellationToken).ConfigureAwait(false);
        folder.RequireSame();
        return ImapSet.Numbers(found.Select(ImapSet.Text));
    }

    private bool TryTake(ImapResponse response, List<uint> found)
    {
        var limit = folder.Session.Limits.MaxMessages;
        var tokens = response.Tokens;
        tokens.SkipSpaces();
        if (response.Name == "ESEARCH")
        {
            return TryTakeExtended(ref tokens, limit, found);
        }

        // mailbox-data = "SEARCH" *(SP nz-number) [SP "(MODSEQ" ...]
        while (!tokens.IsAtEnd && !tokens.IsNext('('))
        {
            if (!tokens.TryNumber(out var number) || number is < 1 or > uint.MaxValue || found.Count >= limit)
            {
                return false;
            }

            found.Add((uint)number);
            tokens.SkipSpaces();
        }

        return true;
    }

    // esearch-response = "ESEARCH" [(TAG "A1")] [SP "UID"] *(SP name SP value)
    private static bool TryTakeExtended(ref ImapTokens tokens, int limit, List<uint> found)
    {
        if (tokens.IsNext('(') && !tokens.TrySkip())
        {
            return false;
        }

        for (tokens.SkipSpaces(); !tokens.IsAtEnd; tokens.SkipSpaces())
        {
            if (!tokens.TryAtom(out var name))
            {
                return false;
            }

            tokens.SkipSpaces();
            if (ImapAscii.EqualsIgnoreCase(name, "UID"))
            {
                continue;
            }

            if (ImapAscii.EqualsIgnoreCase(name, "ALL"))
            {
                if (!tokens.TryAtom(out var set) || !ImapSet.TryRead(set, limit, found))
                {
                    return false;
                }
            }
            else if (!tokens.TrySkip())
            {
                return false;
            }
        }

        return true;
    }

    private static void Describe(ImapCommand command, MailSearch search)
    {
        var before = command.Bytes.Length;
        if (search.MessageId is { } id)
        {
            // Brackets are part of the field and not of the id; without them folded and odd fields are found too, and the caller compares.
            AppendHeader(command, "Message-ID", id.Trim().Trim('<', '>'));
        }

        if (search.HeaderName is { } header)
        {
            AppendHeader(command, header, search.HeaderText);
        }

        AppendFlags(command, search.Has, "", "KEYWORD");
        AppendFlags(command, search.Lacks, "UN", "UNKEYWORD");
        if (search.Since is { } since)
        {
            command.Raw(" SINCE " + ImapDate.WriteDay(since));
        }

        if (search.Before is { } day)
        {
            command.Raw(" BEFORE " + ImapDate.WriteDay(day));
        }

        if (command.Bytes.Length == before)
        {
            command.Raw(" ALL");
        }
    }

    private static void AppendHeader(ImapCommand command, string name, string text)
    {
        if (name.Length is 0 or > 200 || name.Any(c => c is <= ' ' or > '~' or ':') || text.Length > MaxText)
        {
            throw MailboxErrors.InvalidName("header", name + ": " + text);
        }

        command.Raw(" HEADER").String(name).String(text);
    }

    private static void AppendFlags(ImapCommand command, MailFlagSet flags, string prefix, string keyword)
    {
        foreach (var name in flags.Names())
        {
            if (name[0] == '\\')
            {
                command.Raw(" " + prefix + name.Substring(1).ToUpper(CultureInfo.InvariantCulture));
            }
            else
            {
                command.Raw(" " + keyword + " ").Atom(name);
            }
        }
    }
}
