using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Mailboxes;

/// <summary>
/// One conversation about one mailbox. One operation at a time; after an exception of kind Unavailable, Timeout or ProtocolViolation, or a
/// cancelled operation, the session is of no further use (<see cref="IsUsable"/>).
/// </summary>
public abstract class MailboxSession : IAsyncDisposable
{
    /// <summary>Whose mailbox, as the caller named it.</summary>
    public abstract string Mailbox { get; }

    /// <summary>Whether the next operation can still work.</summary>
    public abstract bool IsUsable { get; }

    /// <summary>
    /// Whether a move is one step. Where it is not (IMAP without MOVE), one that is broken off may leave a message in both folders.
    /// </summary>
    public virtual bool MovesAtOnce => true;

    /// <summary>The folders of the owner: the personal namespace only (RFC 2342), never what others share with him.</summary>
    /// <param name="cancellationToken">Gives up at once.</param>
    public abstract Task<IReadOnlyList<MailFolder>> ListFoldersAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Opens a folder; the one that was open before is closed, without expunging anything. Opened for reading, nothing of it changes:
    /// no flag, no <c>\Seen</c>, no <c>\Recent</c>.
    /// </summary>
    /// <param name="folder">The full name, as <see cref="MailFolder.Name"/> has it.</param>
    /// <param name="access">What for.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Mailbox.FolderNotFound</c>, <c>MailOps.Mailbox.ReadOnly</c>.</exception>
    public abstract Task<OpenMailFolder> OpenFolderAsync(string folder, MailFolderAccess access, CancellationToken cancellationToken);

    /// <summary>Opens a folder in which messages are known from before.</summary>
    /// <param name="folder">The full name.</param>
    /// <param name="access">What for.</param>
    /// <param name="uidValidity">The UIDVALIDITY under which their UIDs are known.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Mailbox.FolderReplaced</c>: the UIDs may be other messages now.</exception>
    public async Task<OpenMailFolder> OpenFolderAsync(
        string folder, MailFolderAccess access, long uidValidity, CancellationToken cancellationToken)
    {
        var opened = await OpenFolderAsync(folder, access, cancellationToken).ConfigureAwait(false);
        return opened.State.UidValidity == uidValidity
            ? opened
            : throw MailboxErrors.FolderReplaced(Mailbox, folder, uidValidity, opened.State.UidValidity);
    }

    /// <summary>Makes a folder and subscribes to it, so that mail programs show it. One that is there is no failure.</summary>
    /// <param name="folder">The full name.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>Whether it had to be made.</returns>
    public abstract Task<bool> CreateFolderAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Puts a message into a folder.</summary>
    /// <param name="folder">The full name of a folder that exists.</param>
    /// <param name="message">The message.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="internalDate">When it came, UTC; null for now.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>Where it lies; null where the server does not say.</returns>
    public abstract Task<MailLocation?> AppendAsync(
        string folder, ReadOnlyMemory<byte> message, MailFlagSet flags, DateTime? internalDate, CancellationToken cancellationToken);

    /// <summary>Tells the server that somebody is still here, and takes its news.</summary>
    /// <param name="cancellationToken">Gives up at once.</param>
    public abstract Task PingAsync(CancellationToken cancellationToken);

    /// <summary>Says goodbye and closes; never throws for what the other side does meanwhile.</summary>
    public abstract ValueTask DisposeAsync();
}
