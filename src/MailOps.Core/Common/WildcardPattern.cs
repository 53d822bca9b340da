namespace MailOps;

/// <summary>
/// A pattern with <c>*</c> (any text) and <c>?</c> (one character), compared without case. Wildcards are matched here and never in SQL,
/// so that every database answers alike.
/// </summary>
internal static class WildcardPattern
{
    public static bool HasWildcard(string pattern) => pattern.Contains('*') || pattern.Contains('?');

    /// <summary>Whether the whole text fits the pattern; linear in the product of their lengths at worst, without recursion.</summary>
    public static bool IsMatch(string pattern, string text)
    {
        var p = 0;
        var t = 0;
        var star = -1;
        var resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more; earlier stars need no second thought.
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
