using System.Collections.Generic;

namespace MailOps.Addresses;

/// <summary>
/// Cuts a list into entries at the commas, semicolons and group names that stand outside of quotes, comments, angle and square brackets, and
/// has each read by <see cref="MailboxReader"/>.
/// </summary>
internal sealed class MailAddressListReader(string text)
{
    private string _group = "";
    private bool _inGroup;

    public List<MailAddressListEntry> Entries { get; } = [];

    public List<string> Groups { get; } = [];

    public void Read()
    {
        var start = 0;
        for (var i = 0; i <= text.Length;)
        {
            if (i == text.Length || text[i] is ',' or ';')
            {
                Add(start, i);
                if (i < text.Length && text[i] == ';')
                {
                    _inGroup = false;
                    _group = "";
                }

                start = ++i;
            }
            else if (text[i] == ':' && !_inGroup)
            {
                _inGroup = true;
                _group = MailboxReader.Phrase(text.Substring(start, i - start));
                Groups.Add(_group);
                start = ++i;
            }
            else
            {
                i = HeaderTokens.Skip(text, i);
            }
        }
    }

    private void Add(int start, int end)
    {
        // White space and comments between two commas are an empty entry of old headers.
        var reader = new MailboxReader(text, start, end);
        if (reader.Read(isOpenGroup: _inGroup && text.IndexOf(';', end) < 0) is { } entry)
        {
            Entries.Add(entry with { Group = _group });
        }
    }
}

/// <summary>Steps over the tokens of a header that may hold separators without being separated by them.</summary>
internal static class HeaderTokens
{
    /// <summary>The index behind the token at a position: a quoted string, a comment, a part in brackets, or one character.</summary>
    public static int Skip(string text, int at) => text[at] switch
    {
        '"' => SkipQuoted(text, at),
        '(' => SkipComment(text, at),
        '<' => SkipTo(text, at, '>'),
        '[' => SkipTo(text, at, ']'),
        _ => at + 1,
    };

    /// <summary>The index behind a quoted string; behind its quote only, when it never ends.</summary>
    public static int SkipQuoted(string text, int at)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return text.Length;
    }

    /// <summary>The index behind a comment, whatever is nested in it.</summary>
    public static int SkipComment(string text, int at)
    {
        var depth = 0;
        for (var i = at; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return i + 1;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return text.Length;
    }

    private static int SkipTo(string text, int at, char end)
    {
        for (var i = at + 1; i < text.Length;)
        {
            if (text[i] == end)
            {
                return i + 1;
            }

            i = text[i] == '"' ? SkipQuoted(text, i) : i + 1;
        }

        return text.Length;
    }
}
