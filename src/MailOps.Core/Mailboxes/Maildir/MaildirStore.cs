using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Mailboxes;

/// <summary>
/// Mailboxes in Maildir++ folders on a disk, as Dovecot and Courier keep them: <c>cur</c>, <c>new</c> and <c>tmp</c>, flags in the names of
/// files, folders as <c>.Name</c> beside them. Files are moved and renamed within one file system and never rewritten.
/// </summary>
public sealed class MaildirStore : IMailStore
{
    private readonly string _path;
    private readonly MailClock _clock;

    /// <summary>A store.</summary>
    /// <param name="path">
    /// The path of a Maildir, in which <c>%u</c> stands for the mailbox, <c>%n</c> for what is before its <c>@</c> and <c>%d</c> for what is behind.
    /// </param>
    /// <param name="clock">The clock; null for the machine's.</param>
    public MaildirStore(string path, MailClock? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _clock = clock ?? MailClock.System;
    }

    /// <inheritdoc/>
    public Task<MailboxSession> OpenAsync(string mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        cancellationToken.ThrowIfCancellationRequested();
        var root = PathOf(mailbox);
        return IsMaildir(root)
            ? Task.FromResult<MailboxSession>(new MaildirSession(root, mailbox.Length == 0 ? root : mailbox, _clock))
            : throw MailboxErrors.NotFound(mailbox.Length == 0 ? root : mailbox + " (" + root + ")");
    }

    /// <summary>Whether a folder is a Maildir.</summary>
    internal static bool IsMaildir(string folder) => Directory.Exists(Path.Combine(folder, "cur")) && Directory.Exists(Path.Combine(folder, "new"));

    private string PathOf(string mailbox)
    {
        if (!_path.Contains('%'))
        {
            return Path.GetFullPath(_path);
        }

        // The name of a mailbox becomes a part of a path: nothing in it may lead out of there.
        var at = mailbox.IndexOf('@');
        var name = at < 0 ? mailbox : mailbox.Substring(0, at);
        var domain = at < 0 ? "" : mailbox.Substring(at + 1);
        foreach (var part in new[] { mailbox, name, domain })
        {
            if (part is "." or ".." || part.AsSpan().IndexOfAny('/', '\\', '\0') >= 0)
            {
                throw MailboxErrors.InvalidName("mailbox", mailbox);
            }
        }

        return mailbox.Length == 0
            ? throw MailboxErrors.InvalidName("mailbox", mailbox)
            : Path.GetFullPath(_path.Replace("%u", mailbox).Replace("%n", name).Replace("%d", domain));
    }
}
