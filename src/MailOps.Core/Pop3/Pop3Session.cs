using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Pop3;

/// <summary>A mailbox on a POP3 server. What is in it is fixed when the session begins.</summary>
internal sealed class Pop3Session(Pop3Connection connection, string mailbox, MailClock clock) : MailboxSession
{
    public override string Mailbox => mailbox;

    public override bool IsUsable => !connection.IsClosed;

    public Pop3Connection Connection => connection;

    public MailClock Clock => clock;

    public override Task<IReadOnlyList<MailFolder>> ListFoldersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MailFolder>>([new MailFolder { Name = "INBOX", Use = MailFolderUse.Inbox }]);

    public override async Task<OpenMailFolder> OpenFolderAsync(string folder, MailFolderAccess access, CancellationToken cancellationToken)
    {
        if (!string.Equals(folder, "INBOX", StringComparison.OrdinalIgnoreCase))
        {
            throw MailboxErrors.FolderNotFound(mailbox, folder, "POP3");
        }

        var opened = new Pop3Folder(this, access);
        await opened.LoadAsync(cancellationToken).ConfigureAwait(false);
        return opened;
    }

    public override Task<bool> CreateFolderAsync(string folder, CancellationToken cancellationToken) =>
        throw MailboxErrors.NotSupported("POP3: folders");

    public override Task<MailLocation?> AppendAsync(
        string folder, ReadOnlyMemory<byte> message, MailFlagSet flags, DateTime? internalDate, CancellationToken cancellationToken) =>
        throw MailboxErrors.NotSupported("POP3: append");

    public override Task PingAsync(CancellationToken cancellationToken) => connection.RunAsync("NOOP", cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        try
        {
            if (!connection.IsClosed)
            {
                await connection.QuitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (MailOpsException)
        {
            // Nothing was marked for deletion: DeleteAsync says goodbye itself. So nothing depends on this one.
            connection.Dispose();
        }
    }
}
