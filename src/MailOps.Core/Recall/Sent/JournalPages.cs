using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;

namespace MailOps.Recall;

/// <summary>Reads all of the log that a filter lets through.</summary>
internal static class JournalPages
{
    private const int PageSize = 200;

    public static async Task<IReadOnlyList<MailLogEntry>> ReadAsync(IJournalStore journal, MailLogFilter filter, CancellationToken cancellationToken)
    {
        List<MailLogEntry> entries = [];
        MailLogCursor? next = null;
        do
        {
            var page = await journal.ReadLogAsync(filter, next, PageSize, cancellationToken).ConfigureAwait(false);
            entries.AddRange(page.Entries);
            next = page.Next;
        }
        while (next is not null);
        return entries;
    }
}
