using System;

namespace MailOps.Bounces;

/// <summary>
/// Finds reply code, enhanced code, server and text in a diagnostic as mail servers quote it, such as
/// <c>host mx.example[192.0.2.1] said: 550-5.1.1 &lt;x@y&gt; unknown 550 5.1.1 see https://… (in reply to RCPT TO command)</c>.
/// </summary>
internal static class SmtpReplyParser
{
    /// <summary>Longer texts are cut: no server's reply is longer, and what follows would only cost time.</summary>
    public const int MaxLength = 8192;

    public static SmtpReplyText Parse(ReadOnlySpan<char> raw)
    {
        var text = Fold(raw);
        var reply = FindReply(text, out var replyEnd);
        var status = FindStatus(text, reply, replyEnd);
        return new SmtpReplyText
        {
            ReplyCode = reply,
            Status = status,
            Text = reply == 0 ? text : DropContinuations(text, reply, status),
            Host = SmtpReplyHost.Find(text),
        };
    }

    /// <summary>Whether the number is a reply code that refuses something, registered or in wide use.</summary>
    public static bool IsRefusal(int code) => code is >= 400 and <= 599 && (code / 10 % 10) is <= 5 or 7;

    private static string Fold(ReadOnlySpan<char> raw)
    {
        raw = raw.Trim();
        if (raw.Length > MaxLength)
        {
            raw = raw.Slice(0, MaxLength);
        }

        var clean = true;
        for (var i = 0; i < raw.Length && clean; i++)
        {
            clean = raw[i] > ' ' || (raw[i] == ' ' && raw[i - 1] != ' ');
        }

        if (clean)
        {
            return raw.ToString();
        }

        var buffer = new char[raw.Length];
        var length = 0;
        foreach (var c in raw)
        {
            // Control characters have no business here: NUL and friends count as space.
            var folded = c <= ' ' ? ' ' : c;
            if (folded != ' ' || (length > 0 && buffer[length - 1] != ' '))
            {
                buffer[length++] = folded;
            }
        }

        return new string(buffer, 0, length);
    }

    // The best place wins: a code with an enhanced code of the same class behind it, one at the start, one behind "said:" and the like.
    private static int FindReply(string text, out int end)
    {
        var best = 0;
        var bestScore = 0;
        end = 0;
        for (var i = 0; i + 3 <= text.Length; i++)
        {
            if (text[i] is not ('4' or '5') || !IsDigit(text[i + 1]) || !IsDigit(text[i + 2]) || !IsStart(text, i) || !IsEnd(text, i + 3))
            {
                continue;
            }

            var code = ((text[i] - '0') * 100) + ((text[i + 1] - '0') * 10) + (text[i + 2] - '0');
            var score = IsRefusal(code) ? Score(text, i) : 0;
            if (score > bestScore)
            {
                (best, bestScore, end) = (code, score, i + 3);
            }

            i += 2;
        }

        return best;
    }

    private static int Score(string text, int start)
    {
        var score = 1;
        var next = SkipSeparators(text, start + 3);
        if (EnhancedStatus.TryRead(text.AsSpan(next), out var status, out _) && status.Class == text[start] - '0')
        {
            score += 4;
        }

        var before = start - 1;
        while (before >= 0 && text[before] is ' ' or '"' or '\'' or '#' or '<' or '(' or '[')
        {
            before--;
        }

        if (before < 0)
        {
            return score + 3;
        }

        var isSaid = text[before] is ':' or '>' || (text[before] == '<' && before > 0) || EndsWithSaid(text, before + 1);
        return isSaid ? score + 2 : IsCountedThing(text, start + 3) ? score - 1 : score;
    }

    private static bool EndsWithSaid(string text, int end)
    {
        foreach (var word in SaidWords)
        {
            if (end >= word.Length && string.Compare(text, end - word.Length, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] SaidWords = ["said", "returned", "responded", "response", "error", "code", "reply", "smtp;", "was"];

    // "421 minutes", "550 bytes": a number that counts something is no reply code.
    private static bool IsCountedThing(string text, int position)
    {
        if (position >= text.Length || text[position] != ' ')
        {
            return false;
        }

        foreach (var unit in CountedUnits)
        {
            if (string.Compare(text, position + 1, unit, 0, unit.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] CountedUnits =
        ["minute", "second", "hour", "day", "byte", "kb", "mb", "message", "recipient", "connection", "time", "attempt", "line", "of ", "is ", "from ", "to "];

    private static EnhancedStatus FindStatus(string text, int reply, int replyEnd)
    {
        if (reply != 0)
        {
            var next = SkipSeparators(text, replyEnd);
            if (EnhancedStatus.TryRead(text.AsSpan(next), out var adjacent, out _) && adjacent.Subject <= 7)
            {
                return adjacent.Subject == 0 && adjacent.Detail == 0 ? MoreExact(text, adjacent) : adjacent;
            }
        }

        return MoreExact(text, default);
    }

    // Of several codes the first exact one; x.0.0 says nothing, so it counts only when there is no other.
    private static EnhancedStatus MoreExact(string text, EnhancedStatus found)
    {
        for (var i = 0; i + 5 <= text.Length; i++)
        {
            if (text[i] is not ('2' or '4' or '5') || text[i + 1] != '.' || !IsStart(text, i)
                || !EnhancedStatus.TryRead(text.AsSpan(i), out var status, out var length) || status.Subject > 7
                || (found.HasValue && status.Class != found.Class))
            {
                continue;
            }

            if (status.Subject != 0 || status.Detail != 0)
            {
                return status;
            }

            found = found.HasValue ? found : status;
            i += length;
        }

        return found;
    }

    // "550-5.1.1 first 550-5.1.1 second 550 5.1.1 third": the codes behind the first are line starts of the reply.
    private static string DropContinuations(string text, int reply, EnhancedStatus status)
    {
        var first = IndexOfCode(text, reply, 0);
        var next = first < 0 ? -1 : IndexOfCode(text, reply, first + 3);
        if (next < 0)
        {
            return text;
        }

        var buffer = new char[text.Length];
        var length = 0;
        var copied = 0;
        while (next >= 0)
        {
            length = Append(text, copied, next, buffer, length);
            var after = next + 3;
            after += after < text.Length && text[after] is '-' or ' ' ? 1 : 0;
            if (status.HasValue && EnhancedStatus.TryRead(text.AsSpan(after), out var repeated, out var size) && repeated == status)
            {
                after += size;
                after += after < text.Length && text[after] == ' ' ? 1 : 0;
            }

            copied = after;
            next = IndexOfCode(text, reply, after);
        }

        return new string(buffer, 0, Append(text, copied, text.Length, buffer, length));
    }

    private static int Append(string text, int from, int to, char[] buffer, int length)
    {
        if (to > from)
        {
            text.CopyTo(from, buffer, length, to - from);
            length += to - from;
        }

        return length;
    }

    private static int IndexOfCode(string text, int reply, int from)
    {
        for (var i = from; i + 3 < text.Length; i++)
        {
            if (text[i] == (char)('0' + (reply / 100)) && text[i + 1] == (char)('0' + (reply / 10 % 10)) && text[i + 2] == (char)('0' + (reply % 10))
                && (i == 0 || text[i - 1] == ' ') && text[i + 3] is '-' or ' ')
            {
                return i;
            }
        }

        return -1;
    }

    private static int SkipSeparators(string text, int position)
    {
        var end = Math.Min(text.Length, position + 4);
        while (position < end && text[position] is ' ' or '-' or '#' or '(' or '[' or '\'' or '"' or ':' or ',')
        {
            position++;
        }

        return position;
    }

    private static bool IsStart(string text, int start) =>
        start == 0 || text[start - 1] is ' ' or '(' or '[' or '"' or '\'' or '`' or ':' or '#' or '<' or '>' or ',' or ';' or '=' or '-' or '|' or '*'
        && !(text[start - 1] == '-' && start > 1 && IsDigit(text[start - 2]) && !IsAfterCode(text, start - 1));

    // In "550-5.1.1" the hyphen joins two codes; in "2024-450-1" it does not.
    private static bool IsAfterCode(string text, int hyphen) =>
        hyphen >= 3 && IsDigit(text[hyphen - 1]) && IsDigit(text[hyphen - 2]) && text[hyphen - 3] is '4' or '5'
        && (hyphen == 3 || !IsDigit(text[hyphen - 4]));

    private static bool IsEnd(string text, int end) =>
        end == text.Length || text[end] is ' ' or '-' or ':' or ',' or ';' or ')' or ']' or '"' or '\'' or '#' or '<' or '/' or '|' or '_'
        || (text[end] == '.' && (end + 1 == text.Length || !IsDigit(text[end + 1])));

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
