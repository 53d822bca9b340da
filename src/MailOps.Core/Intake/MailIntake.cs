using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Intake;

/// <summary>
/// Reads a folder of a mailbox, message by message and in constant memory, and changes nothing of it: what is done with a message is said by
/// <see cref="MailCompletion"/>. What was not completed comes again with the next run.
/// </summary>
public sealed class MailIntake
{
    // After a lost connection: a restart of the server takes seconds, an outage longer.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly string _mailbox;
    private readonly MailIntakeOptions _options;
    private readonly Action<Finding>? _report;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private long _validity = -1;
    private int _left;

    /// <summary>A way to read.</summary>
    /// <param name="store">Where the mailbox is.</param>
    /// <param name="account">How results name the store and who logs in.</param>
    /// <param name="mailbox">Whose mailbox.</param>
    /// <param name="options">What to read; null for all of the inbox.</param>
    /// <param name="report">Gets what a person should know while it runs, on any thread.</param>
    public MailIntake(IMailStore store, string account, string mailbox, MailIntakeOptions? options = null, Action<Finding>? report = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(mailbox);
        Store = store;
        Account = account;
        _mailbox = mailbox;
        _options = options ?? new MailIntakeOptions();
        _report = report;
    }

    /// <summary>How results name the store and who logs in.</summary>
    public string Account { get; }

    /// <summary>Whether it goes on until cancelled.</summary>
    public bool IsWatching => _options.Watch;

    /// <summary>Where the mailbox is.</summary>
    internal IMailStore Store { get; }

    /// <summary>Whose mailbox, as it was named.</summary>
    internal string Mailbox => _mailbox;

    /// <summary>What is remembered between runs.</summary>
    internal IIntakeStore? Memory => _options.Memory;

    /// <summary>Reads the messages, the oldest first.</summary>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <exception cref="MailOpsException">
    /// The mailbox cannot be reached or opened. While watching, only before the first success: a lost connection is reported and made again.
    /// </exception>
    public async IAsyncEnumerable<ReceivedMail> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _left = _options.First ?? int.MaxValue;
        var pause = FirstPause;
        var hasWorked = false;
        while (_left > 0)
        {
            MailOpsException? failure = null;
            var reading = ReadSessionAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            try
            {
                while (true)
                {
                    try
                    {
                        if (!await reading.MoveNextAsync().ConfigureAwait(false))
                        {
                            break;
                        }
                    }
                    catch (MailOpsException e) when (_options.Watch && hasWorked && CanPass(e))
                    {
                        failure = e;
                        break;
                    }

                    hasWorked = true;
                    pause = FirstPause;
                    if (reading.Current is { } mail)
                    {
                        yield return mail;
                    }
                }
            }
            finally
            {
                await reading.DisposeAsync().ConfigureAwait(false);
            }

            if (failure is null)
            {
                if (!_options.Watch || _left <= 0)
                {
                    yield break;
                }

                // What a session of this store shows is fixed when it begins: the next one shows what has come.
                await _options.Clock.Delay(_options.WatchInterval, cancellationToken).ConfigureAwait(false);
                continue;
            }

            _report?.Invoke(IntakeFindings.Interrupted.Found(Account, failure.Message, (int)pause.TotalSeconds));
            await _options.Clock.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause = pause + pause < LongestPause ? pause + pause : LongestPause;
        }
    }

    // A server without MOVE copies, marks and expunges: what was killed before the last step is done, and marked \Deleted.
    private MailFlagSet LeftOut => _options.ExceptFlags with { Flags = _options.ExceptFlags.Flags | MailFlags.Deleted };

    private static bool CanPass(MailOpsException e) => e.Kind is MailOpsErrorKind.Unavailable or MailOpsErrorKind.Timeout or MailOpsErrorKind.ProtocolViolation
        || e.ErrorId == MailboxErrors.FolderReplacedId;

    // One connection. A null tells that the folder was read once more; it resets the pauses.
    private async IAsyncEnumerable<ReceivedMail?> ReadSessionAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var recovery = Memory is null ? null : new IntakeRecovery(this, _options.Folder, Memory, _report);
        await (recovery?.RunAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        var session = await Store.OpenAsync(_mailbox, cancellationToken).ConfigureAwait(false);
        await using var closing = session.ConfigureAwait(false);
        var folder = await session.OpenFolderAsync(_options.Folder, MailFolderAccess.Read, cancellationToken).ConfigureAwait(false);
        var before = recovery is null ? null : await recovery.LoadAsync(folder.State.UidValidity, cancellationToken).ConfigureAwait(false);
        Remember(before, folder.State.UidValidity);
        do
        {
            var found = await folder.SearchAsync(new MailSearch { Lacks = LeftOut }, cancellationToken).ConfigureAwait(false);
            List<string> wanted = [.. found.Where(uid => !_seen.Contains(uid) && recovery?.HasBegun(uid) != true)
                .Take(recovery?.IsLooking == true ? int.MaxValue : _left)];
            var what = MailFetch.Facts with { ContentLimit = _options.MaxMessageBytes };
            await foreach (var item in folder.FetchAsync(wanted, what, cancellationToken).ConfigureAwait(false))
            {
                if (_options.Watch)
                {
                    _seen.Add(item.Uid);
                }

                var mail = ToMail(session, folder, item);
                if (recovery?.Recognises(mail) == true)
                {
                    continue;
                }

                _left--;
                yield return mail;
                if (_left == 0 && recovery?.IsLooking == true)
                {
                    yield break;
                }
            }

            if (recovery is not null && _left > 0)
            {
                await recovery.EndPassAsync(cancellationToken).ConfigureAwait(false);
            }

            if (_options.Watch)
            {
                // What is gone will not come again: the memory does not grow with the years.
                _seen.IntersectWith(found);
                yield return null;
            }
        }
        while (_options.Watch && _left > 0 && !folder.State.IsSnapshot && await WaitAsync(folder, cancellationToken).ConfigureAwait(false));
    }

    private async Task<bool> WaitAsync(OpenMailFolder folder, CancellationToken cancellationToken)
    {
        await folder.WaitAsync(_options.WatchInterval, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // The UIDVALIDITY of the last session of this run, or else that of the last run.
    private void Remember(long? stored, long validity)
    {
        var before = _validity >= 0 ? _validity : stored ?? validity;
        if (before != validity)
        {
            // The UIDs of before mean nothing now: every message counts as new.
            _seen.Clear();
            _report?.Invoke(IntakeFindings.FolderReplaced.Found(DisplayText.Clean(_options.Folder), before, validity));
        }

        _validity = validity;
    }

    private ReceivedMail ToMail(MailboxSession session, OpenMailFolder folder, MailItem item) => new()
    {
        Location = new MailLocation
        {
            Mailbox = session.Mailbox,
            Folder = folder.State.Name,
            UidValidity = folder.State.UidValidity,
            Uid = item.Uid,
        },
        Account = Account,
        ReceivedAt = item.InternalDate,
        Size = item.Size ?? item.Content.Length,
        Flags = item.Flags ?? MailFlagSet.None,
        RawMessage = ArrayOf(item.Content),
        IsTruncated = item.IsTruncated,
        Intake = this,
    };

    // A literal has an array of its own; it is not copied again.
    private static byte[] ArrayOf(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var segment) && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length
            ? array
            : content.ToArray();
}
