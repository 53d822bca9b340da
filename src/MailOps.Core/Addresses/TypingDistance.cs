using System;

namespace MailOps.Addresses;

/// <summary>
/// How far a typed text is from the one that was meant, in halves of a mistake: a neighbouring key, a letter typed twice or once too
/// few beside its twin, and two letters in the wrong order are half a mistake; any other letter too much, missing or wrong is a whole one.
/// </summary>
internal static class TypingDistance
{
    public const int Slip = 1;
    public const int Mistake = 2;

    private const int MaxLength = 64;

    /// <summary>The distance; <see cref="int.MaxValue"/> for texts that are too long to compare.</summary>
    public static int Between(ReadOnlySpan<char> typed, ReadOnlySpan<char> meant)
    {
        if (typed.Length > MaxLength || meant.Length > MaxLength)
        {
            return int.MaxValue;
        }

        var width = meant.Length + 1;
        Span<int> cells = stackalloc int[3 * (MaxLength + 1)];
        var before = cells[..width];
        var last = cells.Slice(MaxLength + 1, width);
        var row = cells.Slice(2 * (MaxLength + 1), width);
        for (var j = 0; j < width; j++)
        {
            last[j] = j == 0 ? 0 : last[j - 1] + MissingCost(meant, j - 1);
        }

        for (var i = 1; i <= typed.Length; i++)
        {
            row[0] = last[0] + ExtraCost(typed, i - 1, default, -1);
            for (var j = 1; j < width; j++)
            {
                var replaced = last[j - 1] + ReplacedCost(typed[i - 1], meant[j - 1]);
                var extra = last[j] + ExtraCost(typed, i - 1, meant, j - 1);
                var missing = row[j - 1] + MissingCost(meant, j - 1);
                var best = Math.Min(replaced, Math.Min(extra, missing));
                if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1] && typed[i - 1] != typed[i - 2])
                {
                    best = Math.Min(best, before[j - 2] + Slip);
                }

                row[j] = best;
            }

            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[width - 1];
    }

    private static int ReplacedCost(char typed, char meant) => typed == meant ? 0 : Keyboard.IsNear(typed, meant) ? Slip : Mistake;

    // A letter typed twice, or caught together with its neighbour.
    private static int ExtraCost(ReadOnlySpan<char> typed, int i, ReadOnlySpan<char> meant, int j)
    {
        var c = typed[i];
        return (i > 0 && (typed[i - 1] == c || Keyboard.IsNear(typed[i - 1], c))) || (j >= 0 && (meant[j] == c || Keyboard.IsNear(meant[j], c)))
            ? Slip
            : Mistake;
    }

    private static int MissingCost(ReadOnlySpan<char> meant, int j) =>
        (j > 0 && meant[j - 1] == meant[j]) || (j + 1 < meant.Length && meant[j + 1] == meant[j]) ? Slip : Mistake;
}
