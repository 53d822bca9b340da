using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Exchange 5.5 to 2003 and other systems of its time: "did not reach the following recipient(s):", then <c>a@b on DATE</c> and the reason.
/// </summary>
internal sealed class Exchange2003Reader : IBounceReader
{
    // Codes of the Internet Mail Connector in parentheses: what they mean stands in no text.
    private static readonly (string Code, string Words)[] Codes =
    [
        ("000C05A6", "unknown recipient"), ("000C0595", "ambiguous recipient"), ("00120270", "too many hops"), ("000D06B5", "system error"),
        ("00050311", "conversion to internet format failed"), ("000502CC", "conversion to internet format failed"), ("000B0981", "server does not support auth"),
    ];

    public string Name => "Exchange2003";

    public IReadOnlyList<string> Signatures =>
        ["did not reach the following recipient", "folgende* empfänger * nicht erreicht", "hat einige oder alle der beabsichtigten empfänger nicht erreicht", "die folgenden empfänger"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        var start = lines.Find("did not reach the following recipient");
        start = start >= 0 ? start : lines.Find("nicht erreicht");
        start = start >= 0 ? start : lines.Find("e folgenden Empfänger");
        if (start < 0 || context.IsPassedOn)
        {
            return false;
        }

        RecipientFacts? current = Named(lines[start], facts);
        for (var i = start + 1; i < context.NoticeEnd && i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (TryReadRecipient(line, out var address))
            {
                current = facts.Add(address);
            }
            else if (current is not null && current.Diagnostic.Length < 4096 && !line.IsEmpty)
            {
                current.Diagnostic += (current.Diagnostic.Length == 0 ? "" : "\n") + line.ToString();
            }
        }

        foreach (var recipient in facts.Recipients)
        {
            recipient.Remark = WordsOf(recipient.Diagnostic);
        }

        return facts.Recipients.Count > 0;
    }

    // "Did not reach the following recipient: a@b"
    private static RecipientFacts? Named(ReadOnlySpan<char> line, BounceFacts facts)
    {
        var address = AddressText.FindFirst(line);
        return address.Length == 0 ? null : facts.Add(address);
    }

    // "a@b on Thu, 29 Apr 2010 …", "'a@b' on 4/29/99 9:19:59", "Name; SMTP=a@b on …", German "am 29.04.2005 23:34"
    private static bool TryReadRecipient(ReadOnlySpan<char> line, out string address)
    {
        address = "";
        var on = line.IndexOf(" on ".AsSpan());
        on = on >= 0 ? on : line.IndexOf(" am ".AsSpan());
        if (on <= 0 || line.Slice(0, on).IndexOf('@') < 0)
        {
            return false;
        }

        var smtp = line.IndexOf("SMTP=".AsSpan(), StringComparison.OrdinalIgnoreCase);
        address = AddressText.FindFirst(smtp >= 0 && smtp < on ? line.Slice(smtp + 5, on - smtp - 5) : line.Slice(0, on));
        return address.Length > 0;
    }

    private static string WordsOf(string diagnostic)
    {
        foreach (var (code, words) in Codes)
        {
            if (diagnostic.Contains(code, StringComparison.OrdinalIgnoreCase))
            {
                return words;
            }
        }

        return "";
    }
}
