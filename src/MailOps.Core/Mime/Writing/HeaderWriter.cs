using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Mime;

/// <summary>Writes header fields: encoded, folded, and never with a line break that the caller smuggled in.</summary>
internal sealed class HeaderWriter(MimeOutput output, bool utf8, Encoding? charset)
{
    // A line of white space only is no line of a header, and programs on the way like to shorten runs of it.
    private const string LongSpace = "                    ";

    // Longer than this a word of plain text is cut into encoded words: a line has 998 bytes.
    private const int MaxPlainWord = 900;

    /// <summary>A field of free text, such as Subject.</summary>
    public void Text(string name, string value)
    {
        RefuseLineBreaks(name, value);
        value = value.Trim(' ', '\t');
        var line = new FoldedLine(name);
        var words = Split(value);
        var first = -1;
        var last = -1;
        var all = value.Contains(LongSpace, StringComparison.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (all || NeedsEncoding(words[i].Word))
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (i < first || i > last)
            {
                line.Add(words[i].Word, words[i].Space);
                continue;
            }

            var text = new StringBuilder(words[i].Word);
            for (var k = i + 1; k <= last; k++)
            {
                text.Append(words[k].Space).Append(words[k].Word);
            }

            var encoded = text.ToString();
            EncodedWordWriter.Write(line, encoded, MimeTextEncoding.For(encoded, charset), words[i].Space);
            i = last;
        }

        line.WriteTo(output);
    }

    /// <summary>A field of addresses (RFC 5322 section 3.4).</summary>
    public void Mailboxes(string name, IReadOnlyList<MimeMailbox> mailboxes)
    {
        var line = new FoldedLine(name);
        for (var i = 0; i < mailboxes.Count; i++)
        {
            var end = i < mailboxes.Count - 1 ? "," : "";
            var mailbox = mailboxes[i];
            var displayName = mailbox.DisplayName?.Trim(' ', '\t');
            if (string.IsNullOrEmpty(displayName))
            {
                line.Add(mailbox.Address.Address + end);
                continue;
            }

            RefuseLineBreaks(name, displayName!);
            Phrase(line, displayName!);
            line.Add("<" + mailbox.Address.Address + ">" + end);
        }

        line.WriteTo(output);
    }

    /// <summary>A field of words that mean something to machines and are kept as they are, folded between them.</summary>
    public void Words(string name, IEnumerable<string> words)
    {
        var line = new FoldedLine(name);
        foreach (var word in words)
        {
            line.Add(word);
        }

        line.WriteTo(output);
    }

    /// <summary>A Content field: a value and its parameters.</summary>
    public void Content(string name, string value, params (string Name, string? Value)[] parameters)
    {
        RefuseLineBreaks(name, value);
        var words = new List<string> { value };
        foreach (var parameter in parameters)
        {
            if (parameter.Value is not null)
            {
                RefuseLineBreaks(name, parameter.Value);
                ParameterWriter.Write(words, parameter.Name, parameter.Value);
            }
        }

        var line = new FoldedLine(name);
        for (var i = 0; i < words.Count; i++)
        {
            line.Add(i < words.Count - 1 ? words[i] + ";" : words[i]);
        }

        line.WriteTo(output);
    }

    public static void RefuseLineBreaks(string name, string value)
    {
        if (value.IndexOfAny(['\r', '\n', '\0']) >= 0)
        {
            throw MimeErrors.HeaderInjection(name);
        }
    }

    // phrase = 1*word; word = atom / quoted-string (RFC 5322 section 3.2.5)
    private void Phrase(FoldedLine line, string name)
    {
        var words = Split(name);
        if (words.Exists(word => NeedsEncoding(word.Word)) || name.Contains(LongSpace, StringComparison.Ordinal))
        {
            EncodedWordWriter.Write(line, name, MimeTextEncoding.For(name, charset));
            return;
        }

        var isAtoms = true;
        foreach (var word in words)
        {
            // A second space between atoms would be lost.
            isAtoms &= IsAtom(word.Word) && word.Space.Length == 1;
        }

        if (isAtoms)
        {
            words.ForEach(word => line.Add(word.Word, word.Space));
            return;
        }

        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i].Word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            line.Add((i == 0 ? "\"" : "") + word + (i == words.Count - 1 ? "\"" : ""), words[i].Space);
        }
    }

    private bool NeedsEncoding(string word)
    {
        // A word of tabs only could become a line of white space only.
        if (word.Length > MaxPlainWord || word.Contains("=?", StringComparison.Ordinal) || word.Trim('\t').Length == 0)
        {
            return true;
        }

        foreach (var c in word)
        {
            if ((c < ' ' && c != '\t') || c == 0x7F || (c > 0x7F && !utf8))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAtom(string word)
    {
        foreach (var c in word)
        {
            // atext (RFC 5322 section 3.2.3, RFC 6532 section 3.2)
            if (!(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || (c > 0x7F && utf8) || "!#$%&'*+-/=?^_`{|}~".Contains(c)))
            {
                return false;
            }
        }

        return true;
    }

    // Words with the spaces before each; the first one gets the space behind the colon.
    private static List<(string Space, string Word)> Split(string value)
    {
        var words = new List<(string, string)>();
        for (var position = 0; position < value.Length;)
        {
            var start = position;
            while (position < value.Length && value[position] == ' ')
            {
                position++;
            }

            var word = position;
            while (position < value.Length && value[position] != ' ')
            {
                position++;
            }

            words.Add((start == word ? " " : value.Substring(start, word - start), value.Substring(word, position - word)));
        }

        return words;
    }
}
