using System;
using System.IO;
using System.Linq;
using System.Threading;

namespace MailOps.Mailboxes;

/// <summary>Finds messages of a Maildir by their names, dates and headers.</summary>
internal static class MaildirSearch
{
    /// <summary>Whether a message matches; one that is gone does not.</summary>
    public static bool Matches(string uid, Func<string, string?> locate, MailSearch search, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (locate(uid) is not { } file)
        {
            return false;
        }

        var flags = MaildirContent.FlagsOf(file);
        if (!flags.Has(search.Has.Flags) || (flags.Flags & search.Lacks.Flags) != 0
            || !search.Has.Keywords.All(flags.Has) || search.Lacks.Keywords.Any(flags.Has))
        {
            return false;
        }

        var day = File.GetLastWriteTimeUtc(file).Date;
        if (day < search.Since?.Date || day >= search.Before?.Date)
        {
            return false;
        }

        if (search.MessageId is null && search.HeaderName is null)
        {
            return true;
        }

        if (MaildirContent.Read(uid, locate, new MailFetch { Header = true }) is not { } item)
        {
            return false;
        }

        var header = Mime.MimeHeaderBlock.ReadFirst(item.Header);
        return (search.MessageId is null || Contains(header, "Message-ID", search.MessageId.Trim().Trim('<', '>')))
            && (search.HeaderName is null || Contains(header, search.HeaderName, search.HeaderText));
    }

    private static bool Contains(Mime.MimeHeaderList header, string name, string text)
    {
        foreach (var value in header.GetAll(name))
        {
            if (value.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
