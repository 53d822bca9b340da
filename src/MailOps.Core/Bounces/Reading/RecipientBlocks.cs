using System;
using System.Text;

namespace MailOps.Bounces;

/// <summary>How a line can name a recipient.</summary>
[Flags]
internal enum AddressLine
{
    None = 0,

    /// <summary><c>&lt;a@b&gt;</c> or <c>&lt;a@b&gt;: text</c> at the left margin.</summary>
    Angle = 1,

    /// <summary><c>  a@b</c>, <c>  a@b: text</c>, <c>  &lt;a@b&gt;: text</c>: indented.</summary>
    Indented = 2,

    /// <summary><c>a@b</c> alone at the left margin, perhaps with a colon.</summary>
    Bare = 4,

    /// <summary><c>a@b: text</c> at the left margin.</summary>
    BareColon = 8,

    /// <summary><c>"a@b":</c></summary>
    Quoted = 16,

    /// <summary><c>* a@b</c> or <c>- a@b</c></summary>
    Bullet = 32,

    /// <summary><c>&gt;&gt;&gt; a@b &lt;a@b&gt;</c>, or <c>&gt; a@b</c> alone</summary>
    Chevron = 64,

    /// <summary><c>a@b text</c>, <c>a@b [text]</c> or <c>&lt;a@b&gt; (text)</c>: the text behind white space.</summary>
    WithText = 128,

    Any = Angle | Indented | Bare | BareColon | Quoted | Bullet | Chevron,
}

/// <summary>
/// Reads the commonest shape of notices: a line that names a recipient, then lines that say what went wrong, then the next recipient.
/// </summary>
internal static class RecipientBlocks
{
    private const int MaxText = 4096;

    /// <summary>Reads recipients from the given lines.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="from">The first line.</param>
    /// <param name="to">The line behind the last.</param>
    /// <param name="shapes">Which lines name a recipient.</param>
    /// <param name="facts">Where to put them.</param>
    /// <param name="endsAtBlank">Whether a blank line behind some text ends what is said about a recipient.</param>
    /// <returns>How many recipients were found.</returns>
    public static int Read(TextLines lines, int from, int to, AddressLine shapes, BounceFacts facts, bool endsAtBlank = false)
    {
        var before = facts.Recipients.Count;
        RecipientFacts? current = null;
        var text = new StringBuilder();
        var open = false;
        var margin = 0;
        for (var i = from; i < to && i < lines.Count; i++)
        {
            var line = lines[i];

            // Recipients of one list have one margin: an address further right belongs to what is said about the one above.
            var isText = current is not null && open && text.Length > 0 && IndentOf(line) > margin;
            if (!isText && TryReadAddress(line, shapes, out var address, out var rest))
            {
                margin = IndentOf(line);
                Finish(current, text);
                current = Find(facts, before, address) ?? facts.Add(address);
                TakeAlias(ref rest, current);
                text.Append(rest);
                open = true;
            }
            else if (IsUnnamed(line))
            {
                Finish(current, text);
                current = facts.Add("");
                text.Append(line.Trim());
                open = true;
            }
            else if (current is not null && open)
            {
                if (line.Trim().IsEmpty)
                {
                    open = !endsAtBlank || text.Length == 0;
                }
                else if (!TryReadAlias(line, current) && text.Length < MaxText)
                {
                    text.Append(text.Length > 0 ? "\n" : "").Append(line.Trim());
                }
            }
        }

        Finish(current, text);
        return facts.Recipients.Count - before;
    }

    /// <summary>Whether a line names a recipient.</summary>
    /// <param name="line">The line.</param>
    /// <param name="shapes">Which shapes count.</param>
    /// <param name="address">The address.</param>
    /// <param name="rest">What follows it on the line, without the colon.</param>
    public static bool TryReadAddress(ReadOnlySpan<char> line, AddressLine shapes, out string address, out string rest)
    {
        address = rest = "";
        var trimmed = line.TrimStart();
        if (trimmed.Length < 3 || trimmed.IndexOf('@') < 0)
        {
            return false;
        }

        var indented = trimmed.Length < line.Length;
        if (trimmed[0] == '"' && (shapes & AddressLine.Quoted) != 0 && TryReadQuoted(trimmed, out address, out rest))
        {
            return true;
        }

        if (trimmed[0] is '*' or '-' or '•' or '·' && (shapes & AddressLine.Bullet) != 0)
        {
            return TryReadAt(trimmed.Slice(1), AddressLine.Bare | AddressLine.BareColon, out address, out rest);
        }

        if ((shapes & AddressLine.Chevron) != 0 && trimmed.StartsWith(">>> ".AsSpan()))
        {
            return AddressText.TryRead(trimmed.Slice(4), out address, out _);
        }

        if ((shapes & AddressLine.Chevron) != 0 && trimmed.StartsWith("> ".AsSpan()))
        {
            return TryReadAt(trimmed.Slice(2), AddressLine.Bare, out address, out rest);
        }

        return indented
            ? (shapes & AddressLine.Indented) != 0
                && TryReadAt(trimmed, AddressLine.Bare | AddressLine.BareColon | AddressLine.Angle | (shapes & AddressLine.WithText), out address, out rest)
            : TryReadAt(trimmed, shapes, out address, out rest);
    }

    private static bool TryReadAt(ReadOnlySpan<char> text, AddressLine shapes, out string address, out string rest)
    {
        rest = "";
        if (!AddressText.TryRead(text, out address, out var length))
        {
            return false;
        }

        var isAngle = text.TrimStart()[0] == '<';
        var behind = text.Slice(length);
        var after = behind.Trim();
        if (after.StartsWith("<mailto:".AsSpan(), StringComparison.OrdinalIgnoreCase) && after.IndexOf('>') is > 0 and var close)
        {
            after = after.Slice(close + 1).Trim();
        }

        // "a@b <a@b>:" names the address twice, or the address it was forwarded from.
        if (!isAngle && after.Length > 2 && after[0] == '<' && after.IndexOf('>') is > 0 and var end && after.Slice(0, end).IndexOf('@') > 0)
        {
            after = after.Slice(end + 1).Trim();
            if (after.IsEmpty)
            {
                return (shapes & (AddressLine.Bare | AddressLine.BareColon)) != 0;
            }
        }

        if (after.IsEmpty || after.SequenceEqual(":".AsSpan()))
        {
            return (shapes & (isAngle ? AddressLine.Angle : AddressLine.Bare)) != 0;
        }

        if (after[0] == ':' || after[0] == ';')
        {
            rest = after.Slice(1).Trim().ToString();
            return (shapes & (isAngle ? AddressLine.Angle : AddressLine.BareColon)) != 0;
        }

        rest = after.ToString();
        if (isAngle && rest.StartsWith("(expanded from", StringComparison.Ordinal))
        {
            return (shapes & AddressLine.Angle) != 0;
        }

        return (shapes & AddressLine.WithText) != 0 && behind[0] is ' ' or '\t';
    }

    private static bool TryReadQuoted(ReadOnlySpan<char> text, out string address, out string rest)
    {
        address = rest = "";
        var close = text.Slice(1).IndexOf('"');
        if (close < 3 || !AddressText.IsAddress(text.Slice(1, close)))
        {
            return false;
        }

        address = text.Slice(1, close).ToString();
        rest = text.Slice(close + 2).TrimStart(':').Trim().ToString();
        return true;
    }

    // "(generated from a@b)", "(expanded from: <a@b>)", "generated by a@b": the name the sender used.
    private static bool TryReadAlias(ReadOnlySpan<char> line, RecipientFacts recipient)
    {
        var text = line.Trim();
        if (text.IndexOf("generated from".AsSpan()) < 0 && text.IndexOf("expanded from".AsSpan()) < 0 && text.IndexOf("generated by".AsSpan()) < 0)
        {
            return false;
        }

        recipient.Alias = AddressText.FindFirst(text);
        return recipient.Alias.Length > 0;
    }

    // "<a@b> (expanded from <c@d>): reason"
    private static void TakeAlias(ref string rest, RecipientFacts recipient)
    {
        if (!rest.StartsWith("(expanded from", StringComparison.Ordinal) && !rest.StartsWith("(generated from", StringComparison.Ordinal))
        {
            return;
        }

        var close = rest.IndexOf(')');
        if (close > 0)
        {
            recipient.Alias = AddressText.FindFirst(rest.AsSpan(0, close));
            rest = rest.Substring(close + 1).TrimStart(':', ' ');
        }
    }

    private static int IndentOf(ReadOnlySpan<char> line) => line.Length - line.TrimStart().Length;

    // Exim delivers to files and programs too; the address stands in the line below.
    private static bool IsUnnamed(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        return text.Length < line.Length
            && (text.StartsWith("pipe to |".AsSpan()) || text.StartsWith("save to /".AsSpan()) || text.StartsWith("an undisclosed address".AsSpan()));
    }

    private static void Finish(RecipientFacts? recipient, StringBuilder text)
    {
        if (recipient is not null && text.Length > 0)
        {
            recipient.Diagnostic = recipient.Diagnostic.Length == 0 ? text.ToString() : recipient.Diagnostic + "\n" + text;
        }

        text.Clear();
    }

    private static RecipientFacts? Find(BounceFacts facts, int from, string address)
    {
        for (var i = from; i < facts.Recipients.Count; i++)
        {
            if (string.Equals(facts.Recipients[i].Address, address, StringComparison.OrdinalIgnoreCase))
            {
                return facts.Recipients[i];
            }
        }

        return null;
    }
}
