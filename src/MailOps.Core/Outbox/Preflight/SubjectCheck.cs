using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Outbox;

/// <summary>A subject that is empty, shouts or claims to answer.</summary>
internal static class SubjectCheck
{
    private const int FewLetters = 10;

    // English, German, Swedish, Danish, Norwegian, Finnish, Dutch, French, Italian, Spanish, Portuguese, Polish, Czech, Turkish, Hungarian.
    private static readonly HashSet<string> Prefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        "Re", "Aw", "Antw", "Antwort", "Sv", "Vs", "Betr", "Ref", "Rif", "R", "Res", "Odp", "Ynt", "Vá",
        "Fw", "Fwd", "Wg", "Vl", "Vb", "Tr", "Rv", "Enc", "I", "Pd", "Doorst", "İlt", "Továbbítás",
    };

    public static void Run(PreflightMail mail, List<Finding> findings)
    {
        if (mail.Subject.Length == 0)
        {
            findings.Add(DraftFindings.NoSubject.Found());
            return;
        }

        if (IsShouting(mail.Subject))
        {
            findings.Add(DraftFindings.Shouting.Found());
        }

        // RFC 5322 section 3.6.5: "Re: " belongs to a reply, which names what it answers; a forwarded mail lies inside.
        if (PrefixOf(mail.Subject) is { } prefix && !mail.Root.Headers.Contains("In-Reply-To") && !mail.Root.Headers.Contains("References")
            && !mail.Root.Descendants().Any(part => part.EmbeddedMessage is not null))
        {
            findings.Add(DraftFindings.FalseReply.Found(prefix));
        }
    }

    private static bool IsShouting(string subject)
    {
        var letters = subject.Count(char.IsLetter);
        var capitals = subject.Count(char.IsUpper);
        var marks = subject.Count(c => c is '!');
        return marks >= 3 || subject.Contains("?!?", StringComparison.Ordinal) || (letters >= FewLetters && capitals * 10 >= letters * 8 && subject.Contains(' '));
    }

    // "Re:", "AW: ", "Re[2]:", "RE (3):"
    private static string? PrefixOf(string subject)
    {
        var colon = subject.IndexOf(':');
        if (colon is <= 0 or > 20)
        {
            return null;
        }

        var prefix = subject.Substring(0, colon);
        var bare = prefix.TrimEnd(' ');
        var bracket = bare.IndexOfAny(['[', '(']);
        bare = bracket > 0 ? bare.Substring(0, bracket).TrimEnd() : bare;
        return Prefixes.Contains(bare) ? prefix + ":" : null;
    }
}
