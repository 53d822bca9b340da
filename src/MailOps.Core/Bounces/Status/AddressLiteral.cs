using System;

namespace MailOps.Bounces;

/// <summary>
/// Finds an IPv4 address in what a server said. A server that refuses a mail and names an address means the one that it talks to, so
/// the address tells whom the refusal is about where no word does.
/// </summary>
internal static class AddressLiteral
{
    private static readonly string[] Continued = ["Giving up on ", "Connected to "];

    /// <summary>Whether an address stands behind the reply code; what stands before it was written by the reporting system.</summary>
    public static bool FollowsCode(ReadOnlySpan<char> text, int replyCode)
    {
        if (replyCode is < 100 or > 999)
        {
            return false;
        }

        Span<char> digits = [(char)('0' + (replyCode / 100)), (char)('0' + (replyCode / 10 % 10)), (char)('0' + (replyCode % 10))];
        var code = text.IndexOf(digits);
        return code >= 0 && Occurs(WithoutClosing(text.Slice(code + 3)));
    }

    // qmail repeats the address of the remote server behind its words.
    private static ReadOnlySpan<char> WithoutClosing(ReadOnlySpan<char> text)
    {
        foreach (var lead in Continued)
        {
            var at = text.IndexOf(lead.AsSpan());
            text = at < 0 ? text : text.Slice(0, at);
        }

        return text;
    }

    private static bool Occurs(ReadOnlySpan<char> text)
    {
        for (var dot = text.IndexOf('.'); dot >= 0 && dot + 1 < text.Length;)
        {
            var start = dot;
            while (start > 0 && IsDigit(text[start - 1]))
            {
                start--;
            }

            var end = dot;
            var parts = start < dot ? 1 : 0;
            while (parts is > 0 and < 5 && end < text.Length && text[end] == '.' && end + 1 < text.Length && IsDigit(text[end + 1]))
            {
                parts++;
                do
                {
                    end++;
                }
                while (end < text.Length && IsDigit(text[end]));
            }

            if (parts == 4 && (start == 0 || !(char.IsLetter(text[start - 1]) || text[start - 1] is '.' or '-' or '_')))
            {
                return true;
            }

            var from = Math.Max(end, dot + 1);
            var next = text.Slice(from).IndexOf('.');
            dot = next < 0 ? -1 : from + next;
        }

        return false;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
