using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Mailboxes;

/// <summary>
/// A folder as it was opened. It ends when the session opens another one. Messages are named by their UID under the UIDVALIDITY of
/// <see cref="State"/>; once the server says that the folder was rebuilt, every operation is refused
/// (<c>MailOps.Mailbox.FolderReplaced</c>), since the same UID may be another message now.
/// </summary>
public abstract class OpenMailFolder
{
    /// <summary>What the server said when it was opened.</summary>
    public abstract MailFolderState State { get; }

    /// <summary>Finds messages.</summary>
    /// <param name="search">What they must have. Text is sought inside of fields, without case: the caller compares exactly.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>Their UIDs, oldest first.</returns>
    public abstract Task<IReadOnlyList<string>> SearchAsync(MailSearch search, CancellationToken cancellationToken);

    /// <summary>Reads something of messages, without marking them as seen.</summary>
    /// <param name="uids">Which; one that is gone gives nothing.</param>
    /// <param name="what">What of them.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>
    /// The messages as they come. The sequence is read to its end or disposed before the next operation of the session.
    /// </returns>
    public abstract IAsyncEnumerable<MailItem> FetchAsync(IReadOnlyList<string> uids, MailFetch what, CancellationToken cancellationToken);

    /// <summary>Writes a message, or a section of it, into a stream, in constant memory and without marking it as seen.</summary>
    /// <param name="uid">Which message.</param>
    /// <param name="section">What of it.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="offset">The first octet wanted.</param>
    /// <param name="count">How many octets at most; null for all.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>How many octets were written.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Mailbox.MessageGone</c>.</exception>
    public abstract Task<long> CopyToAsync(
        string uid, MailSection section, Stream destination, long offset, long? count, CancellationToken cancellationToken);

    /// <summary>Moves messages to another folder of the mailbox, with their flags and dates, and touches no other message.</summary>
    /// <param name="uids">Which; one that is gone gives nothing.</param>
    /// <param name="target">The full name of a folder that exists.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>What was moved, and where to.</returns>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Mailbox.FolderNotFound</c>: there is no target. <c>MailOps.Imap.UnsafeExpunge</c>: it would take messages of others along.
    /// </exception>
    public abstract Task<IReadOnlyList<MailMove>> MoveAsync(IReadOnlyList<string> uids, string target, CancellationToken cancellationToken);

    /// <summary>Deletes messages for good, and touches no other message.</summary>
    /// <param name="uids">Which; one that is gone is no failure.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Imap.UnsafeExpunge</c>: it would take messages of others along.</exception>
    public abstract Task DeleteAsync(IReadOnlyList<string> uids, CancellationToken cancellationToken);

    /// <summary>Sets and clears flags; others stay.</summary>
    /// <param name="uids">Which messages.</param>
    /// <param name="add">Flags to set.</param>
    /// <param name="remove">Flags to clear.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    public abstract Task ChangeFlagsAsync(
        IReadOnlyList<string> uids, MailFlagSet add, MailFlagSet remove, CancellationToken cancellationToken);

    /// <summary>Waits until a message comes into the folder (IDLE, or by asking again and again).</summary>
    /// <param name="time">How long at most.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>Whether something may have come; false when the time is over.</returns>
    public abstract Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken);
}
