using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Recipients in a notice of unknown form: the addresses that stand where notices put them; else the names of those whom the returned
/// message went to; else an address in the text that it went to; else the only one that is neither the writer nor a help desk.
/// </summary>
internal static class RecipientGuess
{
    private static readonly string[] NotRecipients =
    [
        "postmaster@", "mailer-daemon@", "abuse@", "support@", "helpdesk@", "admin@", "administrator@", "noreply@", "no-reply@", "hostmaster@", "webmaster@",
    ];

    // Before an address that is named as the sender of the refused message.
    private static readonly string[] SenderWords = ["from", "von", "sender", "absender", "de", "contact", "to contact", "write to", "for example", "message-id", "message id"];

    public static void Find(BounceContext context, BounceFacts facts)
    {
        foreach (var address in context.FailedRecipients())
        {
            facts.Add(address).Diagnostic = facts.Notice;
        }

        if (facts.Recipients.Count > 0)
        {
            return;
        }

        // An address with words behind it is a recipient only where none stands alone: it can be part of a sentence.
        ReadBlocks(context, facts, AddressLine.Any);
        if (facts.Recipients.Count == 0)
        {
            LocalNames.FindReturned(context, facts);
        }

        if (facts.Recipients.Count == 0)
        {
            ReadBlocks(context, facts, AddressLine.Any | AddressLine.WithText);
        }

        if (facts.Recipients.Count == 0 && Choose(context) is { Length: > 0 } chosen)
        {
            facts.Add(chosen);
        }

        if (facts.Recipients.Count == 0)
        {
            LocalNames.FindListed(context, facts);
        }

        if (facts.Recipients.Count == 1 && facts.Recipients[0].Diagnostic.Length == 0)
        {
            facts.Recipients[0].Diagnostic = facts.Notice;
        }
    }

    private static void ReadBlocks(BounceContext context, BounceFacts facts, AddressLine shapes)
    {
        RecipientBlocks.Read(context.Lines, 0, context.NoticeEnd, shapes, facts);
        facts.Recipients.RemoveAll(recipient => IsStranger(context, recipient.Address));
    }

    private static string Choose(BounceContext context)
    {
        var named = AddressesInNotice(context);
        foreach (var address in named)
        {
            if (context.Returned.WentTo(address))
            {
                return address;
            }
        }

        var received = context.Returned.ReceivedFor;
        return named.Count == 1 || (named.Count > 0 && IsStranger(context, received)) ? named[0]
            : named.Count > 0 ? received
            : "";
    }

    private static List<string> AddressesInNotice(BounceContext context)
    {
        var named = new List<string>();
        var rest = context.Notice;
        while (named.Count < 20 && AddressText.FindFirst(rest, out var end) is { Length: > 0 } address)
        {
            var before = rest.Slice(0, Math.Max(0, end - address.Length)).TrimEnd(" <\"'([:\r\n".AsSpan());
            if (!IsStranger(context, address) && !EndsWithOneOf(before, SenderWords) && !named.Contains(address))
            {
                named.Add(address);
            }

            rest = rest.Slice(end);
        }

        return named;
    }

    /// <summary>The sender of the original, the writer of the notice and addresses for questions are no recipients.</summary>
    public static bool IsStranger(BounceContext context, string address)
    {
        if (address.Length == 0)
        {
            return true;
        }

        if (context.Returned["To"].Contains(address, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var name in NotRecipients)
        {
            if (address.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return Same(address, AddressText.FindFirst((context.Root.Headers["To"] ?? "").AsSpan()))
            || Same(address, AddressText.FindFirst(context.Returned["From"].AsSpan())) || Same(address, context.Sender.Address);
    }

    private static bool EndsWithOneOf(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.EndsWith(word.AsSpan(), StringComparison.OrdinalIgnoreCase)
                && (text.Length == word.Length || !char.IsLetter(text[text.Length - word.Length - 1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
