using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Imap;

/// <summary>Writes contents of one message into a stream, in constant memory.</summary>
internal sealed class ImapContent(ImapFolder folder)
{
    public async Task<long> CopyAsync(
        uint uid, MailSection section, Stream destination, long offset, long? count, CancellationToken cancellationToken)
    {
        var connection = folder.Connection;
        var part = offset == 0 && count is null ? "" : string.Format(
            CultureInfo.InvariantCulture, "<{0}.{1}>", offset, System.Math.Min(count ?? uint.MaxValue, uint.MaxValue));
        var command = connection.Command("UID FETCH " + ImapSet.Text(uid) + " (UID BODY.PEEK[" + section + "]" + part + ")");
        var written = 0L;
        var isThere = false;
        using (connection.PassContentsTo(WriteAsync))
        {
            await connection.RunAsync(command, TakeResponse, cancellationToken).ConfigureAwait(false);
        }

        folder.RequireSame();
        if (!isThere)
        {
            throw MailboxErrors.MessageGone(folder.Session.Mailbox, folder.State.Name, ImapSet.Text(uid));
        }

        return written;

        async ValueTask WriteAsync(System.ReadOnlyMemory<byte> octets, CancellationToken token)
        {
            written += octets.Length;
            if (count is { } limit && written > limit)
            {
                connection.Dispose();
                throw ImapErrors.LiteralTooLarge(connection.Endpoint, written, limit);
            }

            await PlatformSockets.WriteAsync(destination, octets, token).ConfigureAwait(false);
        }

        bool TakeResponse(ImapResponse response)
        {
            if (response.Name != "FETCH" || !FetchReader.TryRead(response, out var item) || item.Uid != ImapSet.Text(uid))
            {
                return response.Name == "FETCH" && written > 0 && !isThere ? throw connection.Violation(response) : false;
            }

            // Short contents may come as a quoted string.
            var inline = item.Content.IsEmpty ? item.Header : item.Content;
            if (!inline.IsEmpty)
            {
                destination.Write(inline.ToArray(), 0, inline.Length);
                written += inline.Length;
            }

            isThere = true;
            return true;
        }
    }
}
