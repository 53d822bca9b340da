using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Mailboxes;

/// <summary>
/// Where mailboxes are kept: an IMAP server, Maildirs on a disk. An adapter onto another service needs this one method and a
/// <see cref="MailboxSession"/>. An implementation may be used from many tasks at once; each session belongs to one.
/// </summary>
public interface IMailStore
{
    /// <summary>Opens a mailbox: connects and logs in, or finds the folder on the disk.</summary>
    /// <param name="mailbox">
    /// Whose mailbox. Where it differs from the name that logs in, the session acts for it, as an admin's (master user, application) may.
    /// </param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>The session; the caller disposes it.</returns>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Net.*</c>, <c>MailOps.Imap.*</c>, <c>MailOps.Mailbox.*</c>: not reached, no access (kind AccessDenied), no such mailbox.
    /// </exception>
    Task<MailboxSession> OpenAsync(string mailbox, CancellationToken cancellationToken);
}
