using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Imap;

/// <summary>
/// Fetches messages of the open folder in ranges, the next range asked for before the last one has come: the server works while we do.
/// </summary>
internal sealed class ImapFetch(ImapFolder folder, MailFetch what)
{
    // Facts are small; of contents only so many are asked for that leaving early, or a lost connection, wastes little.
    private const int FactsAtOnce = 2000;
    private const int ContentsAtOnce = 200;

    private readonly ImapConnection _connection = folder.Connection;

    public async IAsyncEnumerable<MailItem> RunAsync(
        List<uint> uids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = new HashSet<string>(uids.Select(ImapSet.Text), StringComparer.Ordinal);
        var ranges = ImapSet.Write(uids, what.ContentLimit > 0 ? ContentsAtOnce : FactsAtOnce).GetEnumerator();
        var sent = new Queue<string>();
        var isDone = false;
        try
        {
            await SendNextAsync(ranges, sent, cancellationToken).ConfigureAwait(false);
            while (sent.Count > 0)
            {
                await SendNextAsync(ranges, sent, cancellationToken).ConfigureAwait(false);
                var tag = sent.Peek();
                while (true)
                {
                    var response = await _connection.NextAsync(tag, "UID FETCH", cancellationToken).ConfigureAwait(false);
                    if (response.Tag == tag)
                    {
                        sent.Dequeue();
                        break;
                    }

                    folder.RequireSame();
                    if (Take(response, wanted) is { } item)
                    {
                        yield return item;
                    }
                }
            }

            isDone = true;
        }
        finally
        {
            ranges.Dispose();
            if (!isDone)
            {
                await LeaveAsync(sent).ConfigureAwait(false);
            }
        }
    }

    private MailItem? Take(ImapResponse response, HashSet<string> wanted)
    {
        if (response.Name != "FETCH")
        {
            return null;
        }

        if (!FetchReader.TryRead(response, out var item))
        {
            throw _connection.Violation(response);
        }

        // A change of flags that another session made comes as a FETCH as well, with little in it.
        if (!wanted.Contains(item.Uid) || !IsAnswer(item))
        {
            return null;
        }

        wanted.Remove(item.Uid);
        _connection.Wanted();
        return what.ContentLimit == 0
            ? item
            : item with { IsTruncated = item.Size is { } size ? item.Content.Length < size : item.Content.Length >= what.ContentLimit };
    }

    private bool IsAnswer(MailItem item) =>
        (!what.Flags || item.Flags is not null)
        && ((!what.Size && what.ContentLimit == 0) || item.Size is not null)
        && (!what.InternalDate || item.InternalDate is not null || what.Flags || what.Size);

    private async ValueTask SendNextAsync(IEnumerator<(string Text, int Count)> ranges, Queue<string> sent, CancellationToken cancellationToken)
    {
        if (ranges.MoveNext())
        {
            var command = _connection.Command("UID FETCH " + ranges.Current.Text + " (" + Items());
            command.Raw(what.ChangedSince is { } modSeq && _connection.Capabilities.CondStore
                ? ") (CHANGEDSINCE " + modSeq.ToString(CultureInfo.InvariantCulture) + ")"
                : ")");
            sent.Enqueue(await _connection.SendAsync(command, cancellationToken).ConfigureAwait(false));
        }
    }

    private string Items()
    {
        List<string> items = ["UID"];
        Add(what.Flags, "FLAGS");
        Add(what.InternalDate, "INTERNALDATE");
        Add(what.Size || what.ContentLimit > 0, "RFC822.SIZE");
        Add(what.Structure, "BODYSTRUCTURE");
        Add(what.ModSeq && _connection.Capabilities.CondStore, "MODSEQ");
        Add(what.Header, "BODY.PEEK[HEADER]");
        Add(!what.Header && what.HeaderFields.Count > 0, "BODY.PEEK[HEADER.FIELDS (" + string.Join(" ", what.HeaderFields.Select(CheckedField)) + ")]");
        Add(what.ContentLimit > 0, "BODY.PEEK[]<0." + what.ContentLimit.ToString(CultureInfo.InvariantCulture) + ">");
        return string.Join(" ", items);

        void Add(bool isWanted, string item)
        {
            if (isWanted)
            {
                items.Add(item);
            }
        }
    }

    private static string CheckedField(string name) =>
        name.Length > 0 && name.All(c => c is > ' ' and <= '~' and not (':' or '(' or ')' or '{' or '%' or '*' or '"' or '\\' or ']'))
            ? name
            : throw MailboxErrors.InvalidName("header", name);

    // The caller has seen enough, or something failed. Facts under way are few and read to their end; contents cost less to cut off.
    private async ValueTask LeaveAsync(Queue<string> sent)
    {
        if (_connection.IsClosed)
        {
            return;
        }

        if (what.ContentLimit > 0)
        {
            _connection.Dispose();
            return;
        }

        foreach (var tag in sent)
        {
            try
            {
                await _connection.FinishAsync(tag, "UID FETCH", r => r.Name == "FETCH", CancellationToken.None).ConfigureAwait(false);
            }
            catch (MailOpsException)
            {
                // Whatever ended the reading is what the caller hears of; the connection is of no further use.
                _connection.Dispose();
                return;
            }
        }
    }
}
