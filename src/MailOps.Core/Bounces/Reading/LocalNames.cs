using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Recipients that a notice names by their local part alone, as systems do that know one domain only. The domain comes from an address of
/// the returned message with that local part; else, in a list of recipients, from the mail system that wrote the notice.
/// </summary>
internal static class LocalNames
{
    private const int MaxLines = 200;
    private const int MaxNames = 20;

    /// <summary>Adds a recipient for each line that begins with the local part of somebody the returned message went to.</summary>
    public static void FindReturned(BounceContext context, BounceFacts facts)
    {
        var known = Known(context);
        for (var i = 0; known.Count > 0 && i < context.NoticeEnd && i < MaxLines; i++)
        {
            var line = context.Lines[i].Trim();
            foreach (var address in known)
            {
                if (BeginsWith(line, address.AsSpan(0, address.LastIndexOf('@')), out var rest) && !facts.Recipients.Exists(recipient => recipient.Address == address))
                {
                    facts.Add(address).Diagnostic = rest;
                }
            }
        }
    }

    /// <summary>The address of the returned message's recipient who has this local part; empty when there is none.</summary>
    public static string Match(BounceContext context, string name)
    {
        if (!IsName(name.AsSpan()))
        {
            return "";
        }

        foreach (var address in context.Returned.Recipients(MaxNames))
        {
            if (address.AsSpan(0, Math.Max(0, address.LastIndexOf('@'))).Equals(name.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return address;
            }
        }

        return "";
    }

    /// <summary>Adds the names of a list: indented words, each alone on its line, below a line that announces recipients.</summary>
    public static void FindListed(BounceContext context, BounceFacts facts)
    {
        var domain = AddressText.DomainOf(context.Sender.Address);
        if (!context.Sender.IsDaemon || domain.IndexOf('.') < 0)
        {
            return;
        }

        var inList = false;
        for (var i = 0; i < context.NoticeEnd && i < MaxLines && facts.Recipients.Count < MaxNames; i++)
        {
            var line = context.Lines[i];
            var name = line.Trim();
            if (inList && line.Length > name.Length && line[0] <= ' ' && IsName(name))
            {
                facts.Add(name.ToString() + "@" + domain);
            }
            else if (!name.IsEmpty)
            {
                inList = name[name.Length - 1] == ':' && Announces(context, i);
            }
        }
    }

    private static List<string> Known(BounceContext context)
    {
        var known = new List<string>();
        foreach (var address in context.Returned.Recipients(MaxNames))
        {
            if (address.LastIndexOf('@') > 1 && !RecipientGuess.IsStranger(context, address))
            {
                known.Add(address);
            }
        }

        return known;
    }

    // "anna", "<anna>: unknown", "anna    No such user"
    private static bool BeginsWith(ReadOnlySpan<char> line, ReadOnlySpan<char> name, out string rest)
    {
        rest = "";
        var text = line.TrimStart("<\"'*- ".AsSpan());
        if (!text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var behind = text.Slice(name.Length);
        if (!behind.IsEmpty && behind[0] is not (' ' or '\t' or '>' or '"' or '\'' or ':' or ',' or ';' or '.'))
        {
            return false;
        }

        rest = behind.TrimStart(">\"':,;. \t".AsSpan()).ToString();
        return true;
    }

    // The line above may begin the sentence that this one ends with a colon.
    private static bool Announces(BounceContext context, int line)
    {
        var text = context.Lines.Slice(Math.Max(0, line - 2), line + 1);
        return text.IndexOf("recipient".AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("following".AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0
            || text.IndexOf("empfänger".AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0;
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!(c < 0x80 && (char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+')))
            {
                return false;
            }
        }

        return text.Length is > 1 and <= 64 && text.Trim("-._".AsSpan()).Length == text.Length;
    }
}
