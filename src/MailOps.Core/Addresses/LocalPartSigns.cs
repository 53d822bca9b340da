using System;

namespace MailOps.Addresses;

/// <summary>What a local part gives away: typed to get past a form, or kept to catch senders of unwanted mail.</summary>
internal static class LocalPartSigns
{
    // What people write where they do not want to give an address. Not "test" or "user": such mailboxes exist in numbers.
    private static readonly NameSet Placeholders = new(
    [
        "none", "noone", "noemail", "nomail", "noaddress", "nothing", "nowhere", "nonone", "noway", "na", "xxx", "xyz", "xyzxyz", "abc", "abcabc", "abc123",
        "asd", "asdf", "asdfg", "qwe", "qwer", "sdf", "sdfg", "dfg", "dfgh", "fgh", "jkl", "foobar", "bla", "blabla", "blablabla", "blah", "blahblah", "blub",
        "fake", "fakemail", "fakeemail", "dummy", "youremail", "yourname", "firstnamelastname", "vornamenachname", "keine", "keinemail", "keineemail",
        "keineahnung", "gibtsnicht", "gibtesnicht", "niemand", "egal", "unbekannt", "mustermann",
        "wasd", "null", "undefined", "unknown", "dontknow", "idontknow", "notavailable", "notapplicable", "notprovided", "weissnicht", "weißnicht", "keinplan",
        "habkeine", "hatkeine", "habichnicht", "nichtvorhanden", "maxmustermann", "erikamustermann",
    ]);

    // Names that mean nothing only where the domain is the same word: no@no.com.
    private static readonly NameSet Doubles = new(["test", "testtest", "no", "nein", "non", "foo", "bar", "email", "mail", "user", "name", "123", "1234"]);

    private static readonly char[] Digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    private static readonly string[] Traps = ["spamtrap", "spam-trap", "spam.trap", "spam_trap", "honeypot", "honey-pot", "honeytrap", "spambait", "trapmail"];
    private static readonly string[] Munged = ["nospam", "no-spam", "no.spam", "no_spam", "removethis", "remove-this", "antispam", "keinspam", "spamfrei"];
    private static readonly NameSet TrapNames = new(["trap", "traps", "spam", "spams", "blackhole", "devnull", "dev-null", "bait"]);

    /// <summary>Whether it looks like a trap, or was made useless on purpose.</summary>
    public static bool IsTrap(string localPart, string domain)
    {
        var local = localPart.ToLowerInvariant();
        return TrapNames.Contains(local.AsSpan()) || HoldsAny(local, Traps) || HoldsAny(local, Munged) || HoldsAny(domain, Traps) || HoldsAny(domain, Munged);
    }

    /// <summary>Whether it is what people type to get past a form.</summary>
    public static bool IsJunk(string localPart, string domain)
    {
        var plus = localPart.IndexOf('+');
        var local = (plus > 0 ? localPart.Substring(0, plus) : localPart).ToLowerInvariant();
        var bare = local.Replace(".", "").Replace("_", "").Replace("-", "").Replace("/", "");
        return bare.Length == 0 || bare.Length > 32
            ? bare.Length == 0
            : Placeholders.Contains(bare.AsSpan()) || IsRepeated(bare) || IsRun(bare) || IsRun(bare.TrimEnd(Digits)) || IsDouble(bare, domain);
    }

    // test@test.com, a@a.de, 1@1.com; not info@info.de or hp@hp.com, which companies have.
    private static bool IsDouble(string bare, string domain)
    {
        var dot = domain.IndexOf('.');
        return dot > 0 && bare.AsSpan().SequenceEqual(domain.AsSpan(0, dot)) && (bare.Length == 1 || bare.Trim(Digits).Length == 0 || Doubles.Contains(bare.AsSpan()));
    }

    // aaa, 1111, abab, asdasd, asdfasdf
    private static bool IsRepeated(string text)
    {
        if (text.Length >= 8 && text.Length % 2 == 0 && text.AsSpan(0, text.Length / 2).SequenceEqual(text.AsSpan(text.Length / 2)) && IsRun(text.Substring(text.Length / 2)))
        {
            return true;
        }

        for (var unit = 1; unit <= 3; unit++)
        {
            if (text.Length >= Math.Max(3, unit * 2) && text.Length % unit == 0 && IsMadeOf(text, unit) && (unit == 1 || !HoldsDigit(text)))
            {
                return unit != 2 || text.Length >= 6;
            }
        }

        return false;
    }

    private static bool IsMadeOf(string text, int unit)
    {
        for (var i = unit; i < text.Length; i++)
        {
            if (text[i] != text[i - unit])
            {
                return false;
            }
        }

        return unit < 3 || Keyboard.IsRun(text.AsSpan(0, unit));
    }

    private static bool HoldsDigit(string text) => text.AsSpan().IndexOfAny("0123456789".AsSpan()) >= 0;

    // asdf, qwertz, 12345, 987654, abcdef
    private static bool IsRun(string text)
    {
        if (text.Length < 4)
        {
            return false;
        }

        return Keyboard.IsRun(text.AsSpan()) || "abcdefghijklmnopqrstuvwxyz".AsSpan().IndexOf(text.AsSpan()) >= 0
            || "01234567890".AsSpan().IndexOf(text.AsSpan()) >= 0;
    }

    private static bool HoldsAny(string text, string[] parts)
    {
        foreach (var part in parts)
        {
            if (text.Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
