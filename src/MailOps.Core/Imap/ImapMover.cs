using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Imap;

/// <summary>
/// Moves and deletes, so that nothing but the messages named goes: MOVE (RFC 6851), else COPY and UID EXPUNGE (UIDPLUS, RFC 4315). A server
/// with neither has only EXPUNGE, which takes every message that anybody marked; it is used only while no other message is marked.
/// </summary>
internal sealed class ImapMover(ImapFolder folder)
{
    private static readonly MailFlagSet Deleted = MailFlagSet.Of(MailFlags.Deleted);

    private readonly ImapConnection _connection = folder.Connection;

    public async Task<IReadOnlyList<MailMove>> MoveAsync(List<uint> uids, string target, CancellationToken cancellationToken)
    {
        List<MailMove> moved = [];
        var start = 0;
        foreach (var (set, count) in ImapSet.Write(uids, int.MaxValue))
        {
            var part = uids.GetRange(start, count);
            start += count;
            moved.AddRange(await MoveSetAsync(set, part, target, cancellationToken).ConfigureAwait(false));
        }

        return moved;
    }

    public async Task DeleteAsync(List<uint> uids, CancellationToken cancellationToken)
    {
        foreach (var (set, _) in ImapSet.Write(uids, int.MaxValue))
        {
            await RequireSafeAsync(uids, cancellationToken).ConfigureAwait(false);
            await ExpungeAsync(set, uids, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<List<MailMove>> MoveSetAsync(string set, List<uint> uids, string target, CancellationToken cancellationToken)
    {
        folder.RequireSame();
        var hasMove = _connection.Capabilities.Move;
        if (!hasMove)
        {
            await RequireSafeAsync(uids, cancellationToken).ConfigureAwait(false);
        }

        // Which of them are there: COPYUID tells, where the server has it.
        var present = _connection.Capabilities.UidPlus
            ? null
            : await new ImapSearch(folder).FindAsync(c => c.Raw(" UID " + set), cancellationToken).ConfigureAwait(false);
        var copies = new CopyUids(folder.Session.Mailbox, target);
        try
        {
            var command = _connection.Command((hasMove ? "UID MOVE " : "UID COPY ") + set).String(folder.Session.WireName(target));
            var ok = await _connection.RunAsync(command, copies.TryTake, cancellationToken).ConfigureAwait(false);
            copies.TryTake(ok);
        }
        catch (ImapRefusal e) when (e.Response.Code is "TRYCREATE" or "NONEXISTENT")
        {
            throw MailboxErrors.FolderNotFound(folder.Session.Mailbox, target, e.Response.ToString());
        }

        if (!hasMove)
        {
            var copied = present ?? [.. copies.Moves.Select(m => uint.Parse(m.Uid, System.Globalization.CultureInfo.InvariantCulture))];
            foreach (var (part, _) in ImapSet.Write(ImapSet.Numbers(copied.Select(ImapSet.Text)), int.MaxValue))
            {
                await ExpungeAsync(part, uids, cancellationToken).ConfigureAwait(false);
            }
        }

        return present is null || copies.Moves.Count > 0 ? copies.Moves : [.. present.Select(uid => new MailMove { Uid = ImapSet.Text(uid) })];
    }

    private async Task ExpungeAsync(string set, List<uint> uids, CancellationToken cancellationToken)
    {
        await folder.StoreAsync(set, "+FLAGS.SILENT ", Deleted, cancellationToken).ConfigureAwait(false);
        if (_connection.Capabilities.UidPlus)
        {
            await _connection.RunAsync(_connection.Command("UID EXPUNGE " + set), r => r.Name is "EXPUNGE" or "VANISHED", cancellationToken)
                .ConfigureAwait(false);
            return;
        }

        // Somebody may have marked a message since we looked: then ours are unmarked again.
        if (await HasOthersAsync(uids, cancellationToken).ConfigureAwait(false))
        {
            await folder.StoreAsync(set, "-FLAGS.SILENT ", Deleted, cancellationToken).ConfigureAwait(false);
            throw ImapErrors.UnsafeExpunge(_connection.Endpoint, folder.State.Name);
        }

        await _connection.RunAsync(_connection.Command("EXPUNGE"), r => r.Name == "EXPUNGE", cancellationToken).ConfigureAwait(false);
    }

    private async Task RequireSafeAsync(List<uint> uids, CancellationToken cancellationToken)
    {
        if (!_connection.Capabilities.UidPlus && await HasOthersAsync(uids, cancellationToken).ConfigureAwait(false))
        {
            throw ImapErrors.UnsafeExpunge(_connection.Endpoint, folder.State.Name);
        }
    }

    private async Task<bool> HasOthersAsync(List<uint> uids, CancellationToken cancellationToken)
    {
        var marked = await new ImapSearch(folder).FindAsync(c => c.Raw(" DELETED"), cancellationToken).ConfigureAwait(false);
        return marked.Exists(uid => uids.BinarySearch(uid) < 0);
    }

    /// <summary>The <c>COPYUID</c> code: <c>validity source-uids target-uids</c>, one by one in the same order.</summary>
    private sealed class CopyUids(string mailbox, string target)
    {
        // A command names at most some thousand ranges; a set of more numbers than this belongs to no command of ours.
        private const int MaxUids = 5_000_000;

        public List<MailMove> Moves { get; } = [];

        public bool TryTake(ImapResponse response)
        {
            if (response.Name == "EXPUNGE" || response.Name == "VANISHED")
            {
                return true;
            }

            var code = new ImapTokens(response.CodeArguments, []);
            List<uint> from = [];
            List<uint> to = [];
            if (response.Status != ImapStatus.Ok || response.Code != "COPYUID" || !code.TryNumber(out var validity) || !code.TryTake(' ')
                || !code.TryAtom(out var source) || !ImapSet.TryRead(source, MaxUids, from) || !code.TryTake(' ')
                || !code.TryAtom(out var targets) || !ImapSet.TryRead(targets, MaxUids, to) || from.Count != to.Count)
            {
                return false;
            }

            for (var i = 0; i < from.Count; i++)
            {
                Moves.Add(new MailMove
                {
                    Uid = ImapSet.Text(from[i]),
                    Target = new MailLocation { Mailbox = mailbox, Folder = target, UidValidity = validity, Uid = ImapSet.Text(to[i]) },
                });
            }

            return true;
        }
    }
}
