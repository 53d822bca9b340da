using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Imap;

/// <summary>The folder that a session has open.</summary>
internal sealed class ImapFolder : OpenMailFolder
{
    private readonly ImapSession _session;
    private MailFolderState _state;
    private long _validityNow;
    private bool _isComplete;

    public ImapFolder(ImapSession session, string name, MailFolderAccess access)
    {
        _session = session;
        _state = new MailFolderState { Name = name, Access = access };
    }

    public override MailFolderState State => _state;

    public ImapSession Session => _session;

    public ImapConnection Connection => _session.Connection;

    /// <summary>How many messages the folder has now.</summary>
    public long Exists { get; private set; }

    /// <summary>How many messages have come since the folder was opened; never goes back.</summary>
    public long Arrived { get; private set; }

    /// <summary>How many of those the last search, or the last wait, could know of.</summary>
    public long Known { get; set; }

    /// <summary>Whether a response belongs to opening a folder.</summary>
    public static bool TakesOpening(ImapResponse response) =>
        response.Name is "EXISTS" or "RECENT" or "FLAGS" || (response.Status == ImapStatus.Ok && response.Code.Length > 0);

    /// <summary>Sees what the server says while the folder is open, or is being opened.</summary>
    public void Notice(ImapResponse response)
    {
        if (response.Name == "EXISTS" && response.Number is { } count)
        {
            Arrived += _isComplete && count > Exists ? count - Exists : 0;
            Exists = count;
        }
        else if (response.Name == "EXPUNGE" && Exists > 0)
        {
            Exists--;
        }
        else if (response.Status == ImapStatus.Ok && response.Code.Length > 0)
        {
            NoticeCode(response);
        }
    }

    /// <summary>The server has opened it.</summary>
    public void Complete(ImapResponse ok)
    {
        if (_validityNow == 0)
        {
            // Without UIDVALIDITY no UID means anything (RFC 9051 section 2.3.1.1).
            throw Connection.Violation(ok);
        }

        if (_state.Access == MailFolderAccess.Write && ok.Code == "READ-ONLY")
        {
            throw MailboxErrors.ReadOnly(_session.Mailbox, _state.Name);
        }

        _state = _state with { UidValidity = _validityNow, MessageCount = Exists };
        _isComplete = true;
    }

    public override Task<IReadOnlyList<string>> SearchAsync(MailSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        RequireOpen(MailFolderAccess.Read);
        Known = Arrived;
        return new ImapSearch(this).RunAsync(search, cancellationToken);
    }

    public override IAsyncEnumerable<MailItem> FetchAsync(IReadOnlyList<string> uids, MailFetch what, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(what);
        RequireOpen(MailFolderAccess.Read);
        return new ImapFetch(this, what).RunAsync(ImapSet.Numbers(uids), cancellationToken);
    }

    public override Task<long> CopyToAsync(
        string uid, MailSection section, Stream destination, long offset, long? count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count ?? 1);
        RequireOpen(MailFolderAccess.Read);
        return new ImapContent(this).CopyAsync(ImapSet.Numbers([uid])[0], section, destination, offset, count, cancellationToken);
    }

    public override async Task<IReadOnlyList<MailMove>> MoveAsync(IReadOnlyList<string> uids, string target, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        RequireOpen(MailFolderAccess.Write);
        return await new ImapMover(this).MoveAsync(ImapSet.Numbers(uids), target, cancellationToken).ConfigureAwait(false);
    }

    public override Task DeleteAsync(IReadOnlyList<string> uids, CancellationToken cancellationToken)
    {
        RequireOpen(MailFolderAccess.Write);
        return new ImapMover(this).DeleteAsync(ImapSet.Numbers(uids), cancellationToken);
    }

    public override async Task ChangeFlagsAsync(
        IReadOnlyList<string> uids, MailFlagSet add, MailFlagSet remove, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(remove);
        RequireOpen(MailFolderAccess.Write);
        foreach (var (set, _) in ImapSet.Write(ImapSet.Numbers(uids), int.MaxValue))
        {
            await StoreAsync(set, "+FLAGS.SILENT ", add, cancellationToken).ConfigureAwait(false);
            await StoreAsync(set, "-FLAGS.SILENT ", remove, cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        RequireOpen(MailFolderAccess.Read);
        return new ImapWait(this).RunAsync(time, cancellationToken);
    }

    /// <summary>Changes flags of a set, unless there are none to change.</summary>
    public async Task StoreAsync(string set, string how, MailFlagSet flags, CancellationToken cancellationToken)
    {
        if (!flags.IsEmpty)
        {
            RequireSame();
            await Connection.RunAsync(
                ImapFlags.Append(Connection.Command("UID STORE " + set + " " + how), flags), null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Refuses to go on once the server has said that UIDs mean other messages now.</summary>
    public void RequireSame()
    {
        if (_validityNow != _state.UidValidity)
        {
            throw MailboxErrors.FolderReplaced(_session.Mailbox, _state.Name, _state.UidValidity, _validityNow);
        }
    }

    private void RequireOpen(MailFolderAccess access)
    {
        if (!_session.IsOpen(this))
        {
            throw MailboxErrors.FolderClosed(_state.Name);
        }

        if (access == MailFolderAccess.Write && _state.Access != MailFolderAccess.Write)
        {
            throw MailboxErrors.ReadOnly(_session.Mailbox, _state.Name);
        }

        RequireSame();
    }

    private void NoticeCode(ImapResponse response)
    {
        var arguments = new ImapTokens(response.CodeArguments, []);
        switch (response.Code)
        {
            case "UIDVALIDITY" when arguments.TryNumber(out var validity) && validity > 0:
                _validityNow = validity;
                break;
            case "UIDNEXT" when !_isComplete && arguments.TryNumber(out var next):
                _state = _state with { UidNext = next };
                break;
            case "HIGHESTMODSEQ" when !_isComplete && arguments.TryNumber(out var highest):
                _state = _state with { HighestModSeq = highest };
                break;
            case "PERMANENTFLAGS" when FetchReader.TryReadFlags(ref arguments, out _, out var takesKeywords):
                _state = _state with { TakesKeywords = takesKeywords };
                break;
        }
    }
}
