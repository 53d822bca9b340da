using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MailOps.Addresses;

/// <summary>Characters that make an address look like another one: hidden ones, and letters of several scripts in one word.</summary>
internal static class LookAlikes
{
    // Cyrillic small letters that look like Latin ones.
    private const string CyrillicAsLatin = "асеорхуіјѕһԁԛԝӏҽ";

    // Scripts with letters that look like those of another; all others stand out by themselves (UTS 39 section 5.2).
    private enum Script
    {
        Common,
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Cherokee,
        Other,
    }

    /// <summary>Adds what is deceptive about an address. True, when there is something.</summary>
    public static bool Examine(MailAddress address, List<Finding> findings)
    {
        var before = findings.Count;
        if (address.RequiresSmtpUtf8)
        {
            ExamineLocalPart(address.LocalPart, findings);
        }

        if (address.Domain is { IsInternationalized: true } domain)
        {
            ExamineDomain(domain, findings);
        }

        return findings.Count > before;
    }

    /// <summary>The text without the characters that nobody sees.</summary>
    public static string WithoutHidden(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length;
            if (text[i] < 0x80 || !IsHidden(CharUnicodeInfo.GetUnicodeCategory(text, i)))
            {
                clean.Append(text, i, isPair ? 2 : 1);
            }

            i += isPair ? 1 : 0;
        }

        return clean.Length == text.Length ? text : clean.ToString();
    }

    private static void ExamineLocalPart(string local, List<Finding> findings)
    {
        for (var i = 0; i < local.Length; i += char.IsHighSurrogate(local[i]) ? 2 : 1)
        {
            if (IsHidden(CharUnicodeInfo.GetUnicodeCategory(local, i)) && local[i] >= 0x80)
            {
                findings.Add(AddressFindings.HiddenCharacters.Found(Name(local, i)));
                break;
            }
        }

        ExamineWords(local, findings);
    }

    private static void ExamineDomain(DomainName domain, List<Finding> findings)
    {
        var labels = domain.Unicode.Split('.');
        foreach (var label in labels)
        {
            if (!ExamineWords(label, findings) && IsLatinLookAlike(label) && domain.Labels[domain.Labels.Count - 1] is { } top && !Idna.HasPrefix(top.AsSpan()))
            {
                findings.Add(AddressFindings.MixedScripts.Found(label, "Cyrillic, Latin"));
            }
        }
    }

    // Each run of letters is judged by itself: two names in two scripts beside each other are no disguise.
    private static bool ExamineWords(string text, List<Finding> findings)
    {
        var seen = 0;
        for (var i = 0; i <= text.Length;)
        {
            var isEnd = i == text.Length;
            if (!isEnd && (char.IsLetter(text, i) || IdnaRules.IsMark(CharUnicodeInfo.GetUnicodeCategory(text, i))))
            {
                seen |= 1 << (int)ScriptOf(char.IsHighSurrogate(text[i]) ? char.ConvertToUtf32(text, i) : text[i]);
            }
            else if (IsMix(seen))
            {
                findings.Add(AddressFindings.MixedScripts.Found(text, Names(seen)));
                return true;
            }
            else
            {
                seen = 0;
            }

            i += !isEnd && char.IsHighSurrogate(text[i]) ? 2 : 1;
        }

        return false;
    }

    private static bool IsMix(int seen)
    {
        var confusable = seen & ~((1 << (int)Script.Common) | (1 << (int)Script.Other));
        var hasOther = (seen & (1 << (int)Script.Other)) != 0;
        var several = (confusable & (confusable - 1)) != 0;
        return several || (hasOther && confusable != 0 && confusable != 1 << (int)Script.Latin);
    }

    private static string Names(int seen)
    {
        List<string> names = [];
        for (var script = Script.Latin; script <= Script.Other; script++)
        {
            if ((seen & (1 << (int)script)) != 0)
            {
                names.Add(script.ToString());
            }
        }

        return string.Join(", ", names);
    }

    private static bool IsLatinLookAlike(string label)
    {
        foreach (var c in label)
        {
            if (CyrillicAsLatin.IndexOf(c) < 0 && c is not ('-' or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return label.AsSpan().IndexOfAny(CyrillicAsLatin.AsSpan()) >= 0;
    }

    private static bool IsHidden(UnicodeCategory category) => category is UnicodeCategory.Format or UnicodeCategory.Control
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static string Name(string text, int i) =>
        "U+" + (char.IsHighSurrogate(text[i]) ? char.ConvertToUtf32(text, i) : text[i]).ToString("X4", CultureInfo.InvariantCulture);

    private static Script ScriptOf(int point) => point switch
    {
        (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or 0xAA or 0xBA or (>= 0xC0 and <= 0x2B8) or (>= 0x1D00 and <= 0x1D25)
            or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA722 and <= 0xA7FF) or (>= 0xFF21 and <= 0xFF5A) => Script.Latin,
        (>= 0x370 and <= 0x3FF) or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
        (>= 0x400 and <= 0x52F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0xA640 and <= 0xA69F) => Script.Cyrillic,
        >= 0x531 and <= 0x58F => Script.Armenian,
        (>= 0x13A0 and <= 0x13FF) or (>= 0xAB70 and <= 0xABBF) => Script.Cherokee,
        < 0x370 or (>= 0x2000 and <= 0x2BFF) => Script.Common,
        _ => Script.Other,
    };
}
