using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>Brings what a reader found into order: an address for each recipient, none twice, none beyond the limit.</summary>
internal static class FactsCleaner
{
    public static void Clean(BounceContext context, BounceFacts facts, BounceClassifierOptions options)
    {
        if (facts.Kind is BounceKind.Failure or BounceKind.Delay)
        {
            ReplyLine.Adopt(facts);
        }

        foreach (var recipient in facts.Recipients)
        {
            FixAddress(context, facts, recipient);
        }

        context.Unnamed ??= facts.Recipients.Find(recipient => recipient.Address.Length == 0 && recipient.Diagnostic.Length > 0);
        facts.Recipients.RemoveAll(recipient => recipient.Address.Length == 0);
        UnnamedRecipient.Resolve(context, facts);
        Unite(facts.Recipients);
        if (facts.Recipients.Count > options.MaxRecipients)
        {
            facts.Findings.Add(BounceFindings.TooManyRecipients.Found(options.MaxRecipients));
            facts.Recipients.RemoveRange(options.MaxRecipients, facts.Recipients.Count - options.MaxRecipients);
        }
    }

    // A file, a pipe or a bare user name is no address: the address it stands for is the original one, or an alias, or a header's.
    private static void FixAddress(BounceContext context, BounceFacts facts, RecipientFacts recipient)
    {
        recipient.OriginalRecipient = AddressText.Clean(recipient.OriginalRecipient.AsSpan()).ToString();
        recipient.Address = AddressText.Clean(recipient.Address.AsSpan()).ToString();
        // A name inside the recipient's site, "anna@mailstore", is nothing the sender could use.
        var isInternal = AddressText.DomainOf(recipient.Address).IndexOf('.') < 0 && AddressText.DomainOf(recipient.OriginalRecipient).IndexOf('.') > 0;
        if (isInternal || !LooksLikeAddress(recipient.Address))
        {
            var failed = facts.Recipients.Count == 1 ? context.FailedRecipients() : [];
            recipient.Address =
                LooksLikeAddress(recipient.OriginalRecipient) ? recipient.OriginalRecipient
                : LooksLikeAddress(recipient.Alias) ? recipient.Alias
                : LocalNames.Match(context, recipient.Address) is { Length: > 0 } match ? match
                : failed.Count == 1 ? failed[0]
                : facts.Recipients.Count == 1 && InNotice(context) is { Length: > 0 } named ? named
                : facts.Recipients.Count == 1 && recipient.Address.Length > 0 && UnnamedRecipient.Find(context) is { Length: > 0 } found ? found
                : AddressText.IsAddress(recipient.Address.AsSpan()) || IsWritten(recipient.Address) ? recipient.Address
                : "";
        }

        if (string.Equals(recipient.OriginalRecipient, recipient.Address, StringComparison.OrdinalIgnoreCase))
        {
            recipient.OriginalRecipient = "";
        }
        else if (recipient.OriginalRecipient.Length == 0 && LooksLikeAddress(recipient.Alias)
            && !string.Equals(recipient.Alias, recipient.Address, StringComparison.OrdinalIgnoreCase))
        {
            recipient.OriginalRecipient = recipient.Alias;
        }
    }

    // "anna@#kunde.example": no valid address, but the one the sender wrote.
    private static bool IsWritten(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && text.Length <= 320 && text[0] is not ('/' or '|') && text.AsSpan().IndexOfAny(" \t<>()\"".AsSpan()) < 0;
    }

    // The address in the list of recipients of the notice.
    private static string InNotice(BounceContext context)
    {
        for (var i = 0; i < context.NoticeEnd; i++)
        {
            if (RecipientBlocks.TryReadAddress(context.Lines[i], AddressLine.Angle | AddressLine.Indented, out var address, out _))
            {
                return address;
            }
        }

        return "";
    }

    // An encoded word as a local part, as some systems write it, is an address too.
    private static bool LooksLikeAddress(string text) =>
        AddressText.IsAddress(text.AsSpan()) && text[0] is not ('/' or '|');

    private static void Unite(List<RecipientFacts> recipients)
    {
        if (recipients.Count < 2)
        {
            return;
        }

        var seen = new Dictionary<string, RecipientFacts>(StringComparer.OrdinalIgnoreCase);
        recipients.RemoveAll(recipient =>
        {
            if (!seen.TryGetValue(recipient.Address, out var first))
            {
                seen.Add(recipient.Address, recipient);
                return false;
            }

            first.Diagnostic = first.Diagnostic.Length > 0 ? first.Diagnostic : recipient.Diagnostic;
            first.Status = first.Status.HasValue ? first.Status : recipient.Status;
            return true;
        });
    }
}
