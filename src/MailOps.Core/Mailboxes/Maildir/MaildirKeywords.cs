using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MailOps.Mailboxes;

/// <summary>
/// The keywords of a folder. <c>P</c> is <c>$Forwarded</c> everywhere; the small letters mean what Dovecot's file <c>dovecot-keywords</c> of the
/// folder says, a line <c>number name</c> for each of <c>a</c> to <c>z</c>. That file is the server's own and only read.
/// </summary>
internal sealed class MaildirKeywords
{
    private const int MaxSize = 64 * 1024;

    private readonly Dictionary<char, string> _names = new() { [MaildirName.Passed] = MailFlagSet.Forwarded };

    /// <summary>Reads the keywords of a folder.</summary>
    /// <param name="folder">Its path.</param>
    public static MaildirKeywords Of(string folder)
    {
        var keywords = new MaildirKeywords();
        var file = new FileInfo(Path.Combine(folder, "dovecot-keywords"));
        if (file.Exists && file.Length <= MaxSize)
        {
            foreach (var line in File.ReadLines(file.FullName))
            {
                keywords.Add(line);
            }
        }

        return keywords;
    }

    /// <summary>The flags of a file of this folder.</summary>
    public MailFlagSet Read(MaildirName name) => new()
    {
        Flags = name.Flags,
        Keywords = new TextList(name.Keywords.Where(_names.ContainsKey).Select(letter => _names[letter]).Distinct(StringComparer.OrdinalIgnoreCase)),
    };

    /// <summary>The letters of keywords; null when one of them has none in this folder.</summary>
    public IReadOnlyList<char>? FindLetters(IEnumerable<string> keywords)
    {
        List<char> letters = [];
        foreach (var keyword in keywords)
        {
            var letter = _names.FirstOrDefault(pair => pair.Value.Equals(keyword, StringComparison.OrdinalIgnoreCase)).Key;
            if (letter == default)
            {
                return null;
            }

            letters.Add(letter);
        }

        return letters;
    }

    private void Add(string line)
    {
        var words = line.Split([' '], 2);
        if (words.Length == 2 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 26 && words[1].Length > 0)
        {
            _names[(char)('a' + number)] = words[1];
        }
    }
}
