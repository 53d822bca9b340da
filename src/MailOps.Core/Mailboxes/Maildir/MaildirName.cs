using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Mailboxes;

/// <summary>The name of a file in a Maildir: <c>unique:2,flags</c>. The unique part never changes, whatever becomes of the flags.</summary>
internal readonly record struct MaildirName(string Unique, string Info)
{
    /// <summary>The letter of a message that was passed on: resent, forwarded or bounced.</summary>
    public const char Passed = 'P';

    // The specification's colon; "!" and ";" are what servers on Windows write instead.
    private static readonly char[] Separators = [':', ';', '!'];

    private const string Letters = "DFRST";

    private static readonly MailFlags[] Meanings = [MailFlags.Draft, MailFlags.Flagged, MailFlags.Answered, MailFlags.Seen, MailFlags.Deleted];

    /// <summary>The flags.</summary>
    public MailFlags Flags
    {
        get
        {
            var flags = MailFlags.None;
            for (var i = 0; i < Letters.Length; i++)
            {
                flags |= Info.Contains(Letters[i]) ? Meanings[i] : MailFlags.None;
            }

            return flags;
        }
    }

    /// <summary>The letters that stand for keywords.</summary>
    public IEnumerable<char> Keywords => Info.Where(c => char.IsLetter(c) && Letters.IndexOf(c) < 0);

    public static MaildirName Parse(string fileName)
    {
        var at = fileName.LastIndexOfAny(Separators);
        return at > 0 && at + 2 < fileName.Length && fileName[at + 1] == '2' && fileName[at + 2] == ','
            ? new MaildirName(fileName.Substring(0, at), fileName.Substring(at + 3))
            : new MaildirName(fileName, "");
    }

    /// <summary>The name of the file with other flags and keywords.</summary>
    public string With(MailFlags flags, IEnumerable<char> keywords)
    {
        var letters = Letters.Where((_, i) => (flags & Meanings[i]) != 0).Concat(keywords).Distinct().ToArray();
        // The specification wants them in the order of ASCII.
        Array.Sort(letters);
        return Unique + (Environment.OSVersion.Platform == PlatformID.Win32NT ? ";2," : ":2,") + new string(letters);
    }
}
