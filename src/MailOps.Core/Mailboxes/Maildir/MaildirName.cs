using System;
using System.Text;

namespace MailOps.Mailboxes;

/// <summary>The name of a file in a Maildir: <c>unique:2,flags</c>. The unique part never changes, whatever becomes of the flags.</summary>
internal readonly record struct MaildirName(string Unique, string Info)
{
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

    public static MaildirName Parse(string fileName)
    {
        var at = fileName.LastIndexOfAny(Separators);
        return at > 0 && at + 2 < fileName.Length && fileName[at + 1] == '2' && fileName[at + 2] == ','
            ? new MaildirName(fileName.Substring(0, at), fileName.Substring(at + 3))
            : new MaildirName(fileName, "");
    }

    /// <summary>The name of the file with other flags; letters of keywords stay.</summary>
    public string With(MailFlags flags)
    {
        var info = new StringBuilder();
        for (var i = 0; i < Letters.Length; i++)
        {
            info.Append((flags & Meanings[i]) != 0 ? Letters[i].ToString() : "");
        }

        foreach (var c in Info)
        {
            info.Append(c is >= 'a' and <= 'z' ? c.ToString() : "");
        }

        return Unique + (Environment.OSVersion.Platform == PlatformID.Win32NT ? ";2," : ":2,") + info;
    }
}
