using System;
using System.Collections.Generic;
using MailOps.Mailboxes;
using MailOps.Mime;

namespace MailOps.Imap;

/// <summary>Reads FETCH responses (RFC 9051 section 7.5.2).</summary>
internal static class FetchReader
{
    // Keywords of one message; servers limit them to some dozen.
    private const int MaxKeywords = 1000;

    /// <summary>Reads a response; false when it is not one of FETCH, or makes no sense.</summary>
    /// <param name="response">The response.</param>
    /// <param name="item">The message; its UID is empty where the server told of a change by itself.</param>
    public static bool TryRead(ImapResponse response, out MailItem item)
    {
        item = new MailItem { Uid = "" };
        var tokens = response.Tokens;
        tokens.SkipSpaces();
        if (response.Name != "FETCH" || response.Number is null || !tokens.TryTake('('))
        {
            return false;
        }

        for (tokens.SkipSpaces(); !tokens.TryTake(')'); tokens.SkipSpaces())
        {
            if (!tokens.TryAtom(out var name) || !TryReadValue(ref tokens, ImapAscii.Upper(name), ref item))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a list of flags in parentheses.</summary>
    public static bool TryReadFlags(ref ImapTokens tokens, out MailFlagSet flags, out bool takesKeywords)
    {
        flags = MailFlagSet.None;
        takesKeywords = false;
        if (!tokens.TryTake('('))
        {
            return false;
        }

        var system = MailFlags.None;
        List<string>? keywords = null;
        for (tokens.SkipSpaces(); !tokens.TryTake(')'); tokens.SkipSpaces())
        {
            if (!tokens.TryWideAtom(out var flag))
            {
                return false;
            }

            if (flag[0] != '\\')
            {
                if ((keywords ??= []).Count < MaxKeywords)
                {
                    keywords.Add(AsciiText.Latin1(flag));
                }
            }
            else if (AsciiText.EqualsExactly(flag, "\\*"))
            {
                takesKeywords = true;
            }
            else
            {
                system |= FlagOf(flag.Slice(1));
            }
        }

        flags = new MailFlagSet { Flags = system, Keywords = keywords is null ? TextList.Empty : new TextList(keywords) };
        return true;
    }

    // \Recent says something about sessions, not about the message; unknown ones are left out.
    private static MailFlags FlagOf(ReadOnlySpan<byte> name) =>
        AsciiText.EqualsIgnoreCase(name, "Seen") ? MailFlags.Seen
        : AsciiText.EqualsIgnoreCase(name, "Answered") ? MailFlags.Answered
        : AsciiText.EqualsIgnoreCase(name, "Flagged") ? MailFlags.Flagged
        : AsciiText.EqualsIgnoreCase(name, "Deleted") ? MailFlags.Deleted
        : AsciiText.EqualsIgnoreCase(name, "Draft") ? MailFlags.Draft
        : MailFlags.None;

    private static bool TryReadValue(ref ImapTokens tokens, string name, ref MailItem item)
    {
        if (name == "BODY" && tokens.IsNext('['))
        {
            return TryReadSection(ref tokens, ref item);
        }

        tokens.SkipSpaces();
        switch (name)
        {
            case "UID":
                var isUid = tokens.TryNumber(out var uid) && uid is > 0 and <= uint.MaxValue;
                item = item with { Uid = isUid ? ImapSet.Text((uint)uid) : "" };
                return isUid;
            case "FLAGS":
                var areFlags = TryReadFlags(ref tokens, out var flags, out _);
                item = item with { Flags = flags };
                return areFlags;
            case "INTERNALDATE":
                var isDate = tokens.TryString(out var date);
                item = item with { InternalDate = ImapDate.Read(AsciiText.Latin1(date.Span)) };
                return isDate;
            case "RFC822.SIZE":
                var isSize = tokens.TryNumber(out var size);
                item = item with { Size = size };
                return isSize;
            case "MODSEQ":
                // RFC 7162 section 3.1.2: MODSEQ (624140003)
                var isModSeq = tokens.TryTake('(') & tokens.TryNumber(out var modSeq) & tokens.TryTake(')');
                item = item with { ModSeq = modSeq };
                return isModSeq;
            case "BODYSTRUCTURE":
                var whole = tokens;
                if (BodyStructureReader.TryRead(ref tokens, out var structure))
                {
                    item = item with { Structure = structure };
                    return true;
                }

                // A structure that makes no sense is left out, as long as it has an end; the rest of the message is of use without it.
                tokens = whole;
                return tokens.TrySkip();
            default:
                return tokens.TrySkip();
        }
    }

    // BODY[section]<origin octet> nstring
    private static bool TryReadSection(ref ImapTokens tokens, ref MailItem item)
    {
        tokens.TryTake('[');
        var isWhole = tokens.IsNext(']');
        while (!tokens.TryTake(']'))
        {
            // HEADER.FIELDS has a list of names behind it.
            tokens.SkipSpaces();
            if (!(tokens.IsNext('(') ? tokens.TrySkip() : tokens.TryAtom(out _) || tokens.IsNext(']')))
            {
                return false;
            }
        }

        if (tokens.TryTake('<') && !(tokens.TryNumber(out _) && tokens.TryTake('>')))
        {
            return false;
        }

        tokens.SkipSpaces();
        if (!tokens.TryNString(out var content))
        {
            return false;
        }

        item = isWhole ? item with { Content = content } : item with { Header = content };
        return true;
    }
}
