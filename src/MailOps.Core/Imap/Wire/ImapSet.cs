using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MailOps.Imap;

/// <summary>Sets of UIDs as commands and responses write them, <c>1:3,7</c>.</summary>
internal static class ImapSet
{
    // RFC 7162 section 4 recommends lines of at most 8192 octets; the rest of the command needs room too.
    private const int MaxLength = 7000;

    /// <summary>The numbers of UIDs, ascending and each once.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Mailbox.InvalidName</c>: one is no number from 1 to 2^32-1.</exception>
    public static List<uint> Numbers(IEnumerable<string> uids)
    {
        ArgumentNullException.ThrowIfNull(uids);
        var numbers = new List<uint>();
        foreach (var uid in uids)
        {
            numbers.Add(uint.TryParse(uid, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw Mailboxes.MailboxErrors.InvalidName("UID", uid ?? ""));
        }

        numbers.Sort();
        var kept = 0;
        for (var i = 0; i < numbers.Count; i++)
        {
            if (kept == 0 || numbers[i] != numbers[kept - 1])
            {
                numbers[kept++] = numbers[i];
            }
        }

        numbers.RemoveRange(kept, numbers.Count - kept);
        return numbers;
    }

    /// <summary>Writes numbers in as many sets as commands of bounded length need.</summary>
    /// <param name="numbers">Ascending numbers.</param>
    /// <param name="limit">How many numbers a set holds at most.</param>
    /// <returns>Sets, each with how many numbers it holds.</returns>
    public static IEnumerable<(string Text, int Count)> Write(IReadOnlyList<uint> numbers, int limit)
    {
        var text = new StringBuilder();
        var count = 0;
        for (var i = 0; i < numbers.Count;)
        {
            var end = i + 1;
            while (end < numbers.Count && numbers[end] == numbers[end - 1] + 1 && count + end - i < limit)
            {
                end++;
            }

            text.Append(text.Length == 0 ? "" : ",").Append(Text(numbers[i]));
            if (end - i > 1)
            {
                text.Append(':').Append(Text(numbers[end - 1]));
            }

            count += end - i;
            i = end;
            if (text.Length >= MaxLength || count >= limit || i == numbers.Count)
            {
                yield return (text.ToString(), count);
                text.Clear();
                count = 0;
            }
        }
    }

    /// <summary>Reads a set; false when it is none, or holds more than so many numbers.</summary>
    public static bool TryRead(ReadOnlySpan<byte> set, int limit, List<uint> numbers)
    {
        var tokens = new ImapTokens(set, []);
        do
        {
            if (!tokens.TryNumber(out var first) || first is < 1 or > uint.MaxValue)
            {
                return false;
            }

            var last = first;
            if (tokens.TryTake(':') && (!tokens.TryNumber(out last) || last is < 1 or > uint.MaxValue))
            {
                return false;
            }

            // seq-range: "2:4 and 4:2 are equivalent".
            var (low, high) = first <= last ? (first, last) : (last, first);
            if (high - low >= limit - numbers.Count)
            {
                return false;
            }

            var step = first <= last ? 1 : -1;
            for (var number = first; number >= low && number <= high; number += step)
            {
                numbers.Add((uint)number);
            }
        }
        while (tokens.TryTake(','));
        return tokens.IsAtEnd;
    }

    public static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
