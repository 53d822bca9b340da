using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Intake;

/// <summary>
/// Finds messages of which the target of a move holds a copy already: a server without MOVE copies first and deletes then, and a run that was
/// killed in between has left both. A copy has the same date, size and octets; each stands for one message, so that of two equal messages none is lost.
/// </summary>
internal static class TargetCopies
{
    /// <param name="session">The mailbox; another folder than before is open afterwards.</param>
    /// <param name="place">The folder that the messages lie in.</param>
    /// <param name="uids">The messages.</param>
    /// <param name="target">The folder that they are to be moved to.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>Where the copies lie, by the UID of the message.</returns>
    public static async Task<Dictionary<string, MailLocation?>> FindAsync(
        MailboxSession session, MailLocation place, List<string> uids, string target, CancellationToken cancellationToken)
    {
        var source = await session.OpenFolderAsync(place.Folder, MailFolderAccess.Read, place.UidValidity, cancellationToken).ConfigureAwait(false);
        var mails = (await FactsAsync(source, uids, cancellationToken).ConfigureAwait(false)).ToLookup(KeyOf);
        var dates = mails.Where(group => group.Key.Date is not null).Select(group => group.Key.Date!.Value).ToList();
        if (dates.Count == 0)
        {
            return [];
        }

        var folder = await session.OpenFolderAsync(target, MailFolderAccess.Read, cancellationToken).ConfigureAwait(false);

        // Servers compare days in the time zone that they gave the message (RFC 9051 section 6.4.4).
        var near = new MailSearch { Since = dates.Min().AddDays(-1), Before = dates.Max().AddDays(2), Lacks = MailFlagSet.Of(MailFlags.Deleted) };
        var there = await folder.SearchAsync(near, cancellationToken).ConfigureAwait(false);
        var alike = (await FactsAsync(folder, there, cancellationToken).ConfigureAwait(false)).Where(item => mails.Contains(KeyOf(item))).ToList();
        if (alike.Count == 0)
        {
            return [];
        }

        Dictionary<string, Queue<MailLocation>> copies = new(StringComparer.Ordinal);
        foreach (var copy in alike)
        {
            var digest = await DigestAsync(folder, copy.Uid, cancellationToken).ConfigureAwait(false);
            copies[digest] = copies.TryGetValue(digest, out var others) ? others : new Queue<MailLocation>();
            copies[digest].Enqueue(new MailLocation
            {
                Mailbox = session.Mailbox,
                Folder = target,
                UidValidity = folder.State.UidValidity,
                Uid = copy.Uid,
            });
        }

        source = await session.OpenFolderAsync(place.Folder, MailFolderAccess.Read, place.UidValidity, cancellationToken).ConfigureAwait(false);
        Dictionary<string, MailLocation?> found = new(StringComparer.Ordinal);
        foreach (var mail in alike.Select(KeyOf).Distinct().SelectMany(key => mails[key]))
        {
            var digest = await DigestAsync(source, mail.Uid, cancellationToken).ConfigureAwait(false);
            if (copies.TryGetValue(digest, out var same) && same.Count > 0)
            {
                found.Add(mail.Uid, same.Dequeue());
            }
        }

        return found;
    }

    private static (DateTime? Date, long? Size) KeyOf(MailItem item) => (item.InternalDate, item.Size);

    private static async Task<List<MailItem>> FactsAsync(OpenMailFolder folder, IReadOnlyList<string> uids, CancellationToken cancellationToken)
    {
        List<MailItem> items = [];
        if (uids.Count > 0)
        {
            var what = new MailFetch { InternalDate = true, Size = true };
            await foreach (var item in folder.FetchAsync(uids, what, cancellationToken).ConfigureAwait(false))
            {
                items.Add(item);
            }
        }

        return items;
    }

    private static async Task<string> DigestAsync(OpenMailFolder folder, string uid, CancellationToken cancellationToken)
    {
        using var hash = SHA256.Create();
        using (var sink = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            await folder.CopyToAsync(uid, MailSection.Whole, sink, 0, null, cancellationToken).ConfigureAwait(false);
        }

        return Convert.ToBase64String(hash.Hash!);
    }
}
