using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Pop3;

/// <summary>The one folder of a POP3 mailbox. UIDs are those of UIDL, which never change their meaning (RFC 1939 section 7).</summary>
internal sealed class Pop3Folder(Pop3Session session, MailFolderAccess access) : OpenMailFolder
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _uids = [];
    private bool _isAmbiguous;

    public override MailFolderState State { get; } = new() { Name = "INBOX", Access = access, IsSnapshot = true };

    private Pop3Connection Connection => session.Connection;

    /// <summary>Reads the list of messages.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Connection.RunAsync("UIDL", cancellationToken).ConfigureAwait(false);
        await Connection.ReadLinesAsync(Take, cancellationToken).ConfigureAwait(false);
    }

    public override Task<IReadOnlyList<string>> SearchAsync(MailSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        return search.MessageId is null && search.HeaderName is null && search.Has.IsEmpty && search.Since is null && search.Before is null
            ? Task.FromResult<IReadOnlyList<string>>([.. _uids])
            : throw MailboxErrors.NotSupported("POP3: search");
    }

    public override async IAsyncEnumerable<MailItem> FetchAsync(
        IReadOnlyList<string> uids, MailFetch what, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uids);
        ArgumentNullException.ThrowIfNull(what);
        foreach (var uid in uids)
        {
            if (!_numbers.TryGetValue(uid, out var number))
            {
                continue;
            }

            // TOP n 0 gives the header alone.
            var isWhole = what.ContentLimit > 0 || !(what.Header || what.HeaderFields.Count > 0);
            await Connection.RunAsync((isWhole ? "RETR " : "TOP ") + Text(number) + (isWhole ? "" : " 0"), cancellationToken).ConfigureAwait(false);
            using var content = new MemoryStream();
            var size = await Connection.ReadMessageAsync(content, isWhole ? Math.Max(what.ContentLimit, 1) : 1 << 20, cancellationToken).ConfigureAwait(false);
            yield return new MailItem
            {
                Uid = uid,
                Flags = what.Flags ? MailFlagSet.None : null,
                Size = isWhole ? size : null,
                Header = isWhole ? default : content.ToArray(),
                Content = what.ContentLimit > 0 ? content.ToArray() : default,
                IsTruncated = what.ContentLimit > 0 && size > content.Length,
            };
        }
    }

    public override async Task<long> CopyToAsync(
        string uid, MailSection section, Stream destination, long offset, long? count, CancellationToken cancellationToken)
    {
        if (section != MailSection.Whole || offset != 0)
        {
            throw MailboxErrors.NotSupported("POP3: parts of a message");
        }

        await Connection.RunAsync("RETR " + Text(NumberOf(uid)), cancellationToken).ConfigureAwait(false);
        var size = await Connection.ReadMessageAsync(destination, count ?? long.MaxValue, cancellationToken).ConfigureAwait(false);
        return Math.Min(size, count ?? long.MaxValue);
    }

    public override Task<IReadOnlyList<MailMove>> MoveAsync(IReadOnlyList<string> uids, string target, CancellationToken cancellationToken) =>
        throw MailboxErrors.NotSupported("POP3: move; complete with -Delete");

    // DELE only marks; the server deletes at QUIT (section 6). So the session ends here, and success is known.
    public override async Task DeleteAsync(IReadOnlyList<string> uids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uids);
        if (access != MailFolderAccess.Write)
        {
            throw MailboxErrors.ReadOnly(session.Mailbox, State.Name);
        }

        if (_isAmbiguous)
        {
            throw MailboxErrors.NotSupported("POP3: the server gives one UIDL to two messages");
        }

        foreach (var number in uids.Distinct(StringComparer.Ordinal).Where(_numbers.ContainsKey).Select(uid => _numbers[uid]))
        {
            await Connection.RunAsync("DELE " + Text(number), cancellationToken).ConfigureAwait(false);
        }

        await Connection.QuitAsync(cancellationToken).ConfigureAwait(false);
    }

    public override Task ChangeFlagsAsync(
        IReadOnlyList<string> uids, MailFlagSet add, MailFlagSet remove, CancellationToken cancellationToken) =>
        throw MailboxErrors.NotSupported("POP3: flags");

    // New mail is seen by a new session only: that is the caller's next look.
    public override async Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await session.Clock.Delay(time, cancellationToken).ConfigureAwait(false);
        return false;
    }

    // "number SP unique-id", the id 1 to 70 characters from ! to ~.
    private void Take(string line)
    {
        var words = line.Trim().Split([' '], 2);
        var uid = words.Length < 2 ? "" : words[1].Trim();
        if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || uid.Length is 0 or > 1000 || uid.Any(c => c is <= ' ' or > '~'))
        {
            Connection.Dispose();
            throw Pop3Errors.InvalidResponse(Connection.Endpoint, line);
        }

        if (_numbers.ContainsKey(uid))
        {
            _isAmbiguous = true;
            return;
        }

        _numbers.Add(uid, number);
        _uids.Add(uid);
    }

    private int NumberOf(string uid) => _numbers.TryGetValue(uid, out var number)
        ? number
        : throw MailboxErrors.MessageGone(session.Mailbox, State.Name, uid);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
