using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Pop3;

/// <summary>Mailboxes of a POP3 server (RFC 1939): one folder, no flags; a message can be read and deleted, nothing else.</summary>
public sealed class Pop3MailStore : IMailStore
{
    private readonly Pop3Options _options;

    /// <summary>A store.</summary>
    /// <param name="options">How to reach the server, and as whom.</param>
    public Pop3MailStore(Pop3Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <inheritdoc/>
    public async Task<MailboxSession> OpenAsync(string mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var connection = new Pop3Connection(_options);
        try
        {
            await connection.OpenAsync(mailbox, cancellationToken).ConfigureAwait(false);
            return new Pop3Session(connection, mailbox.Length == 0 ? _options.Credential.UserName : mailbox, _options.Clock);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
