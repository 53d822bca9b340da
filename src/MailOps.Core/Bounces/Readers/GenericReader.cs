using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// The last resort: a mail system writes that something was not delivered, in a form nobody here knows. Recipients are the addresses that
/// stand where notices put them, else the one address that is neither the writer nor a help desk, else the recipient of the original.
/// </summary>
internal sealed class GenericReader : IBounceReader
{
    private static readonly string[] NotRecipients = ["postmaster@", "mailer-daemon@", "abuse@", "support@", "helpdesk@", "admin@", "administrator@", "noreply@", "no-reply@", "hostmaster@", "webmaster@"];

    public string Name => "Generic";

    public IReadOnlyList<string> Signatures => [];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var sender = context.Sender;
        if (!context.Announces(NoticeMark.Failure) && !context.Announces(NoticeMark.Delay))
        {
            return false;
        }

        if (sender.IsPassedOn || context.Parts.Disposition is not null || !(IsCertain(context) || (sender.IsDaemon && LooksLikeReport(context))))
        {
            return false;
        }

        facts.Kind = context.Announces(NoticeMark.Delay) ? BounceKind.Delay : BounceKind.Failure;
        facts.IsGuess = true;
        facts.Notice = context.Notice.ToString();
        FindRecipients(context, facts);
        if (context.Root.IsMultipart("report"))
        {
            facts.Findings.Add(BounceFindings.BrokenReport.Found());
        }

        facts.Findings.Add(BounceFindings.UnknownFormat.Found());
        return true;
    }

    private static bool IsCertain(BounceContext context) =>
        context.Sender.IsCertainDaemon || context.Sender.HasFailedRecipients
        || (context.Sender.HasNullReturnPath && (context.Sender.IsDaemon || SubjectSays(context, NoticeMark.Failure)) && !context.Announces(NoticeMark.Goods));

    // Postmasters and services of all kinds write letters too, about maintenance and parcels: a report names a recipient or returns the mail.
    private static bool LooksLikeReport(BounceContext context)
    {
        var headers = context.Root.Headers;
        if (context.Announces(NoticeMark.Goods) || headers.Contains("List-Unsubscribe") || headers.Contains("List-Id")
            || !(SubjectSays(context, NoticeMark.Failure) || SubjectSays(context, NoticeMark.Delay)))
        {
            return false;
        }

        return context.NoticeEnd < context.Lines.Count || context.Parts.Returned is not null
            || RecipientBlocks.Read(context.Lines, 0, context.NoticeEnd, AddressLine.Any, new BounceFacts()) > 0;
    }

    private static bool SubjectSays(BounceContext context, NoticeMark mark)
    {
        foreach (var phrase in NoticeMarks.Phrases[(int)mark])
        {
            if (context.Subject.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static void FindRecipients(BounceContext context, BounceFacts facts)
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
        RecipientBlocks.Read(context.Lines, 0, context.NoticeEnd, AddressLine.Any, facts);
        RemoveStrangers(context, facts);
        if (facts.Recipients.Count == 0)
        {
            RecipientBlocks.Read(context.Lines, 0, context.NoticeEnd, AddressLine.Any | AddressLine.WithText, facts);
            RemoveStrangers(context, facts);
        }

        if (facts.Recipients.Count == 0)
        {
            TakeFirstAddress(context, facts);
        }

        if (facts.Recipients.Count == 0 && AddressText.FindFirst(context.Returned["To"].AsSpan()) is { Length: > 0 } to)
        {
            facts.Add(to);
        }

        if (facts.Recipients.Count == 1 && facts.Recipients[0].Diagnostic.Length == 0)
        {
            facts.Recipients[0].Diagnostic = facts.Notice;
        }
    }

    private static void TakeFirstAddress(BounceContext context, BounceFacts facts)
    {
        var rest = context.Notice;
        while (AddressText.FindFirst(rest, out var end) is { Length: > 0 } address)
        {
            facts.Add(address);
            RemoveStrangers(context, facts);
            if (facts.Recipients.Count > 0)
            {
                return;
            }

            rest = rest.Slice(end);
        }
    }

    // The sender of the original, the writer of the notice and addresses for questions are no recipients.
    private static void RemoveStrangers(BounceContext context, BounceFacts facts)
    {
        var to = AddressText.FindFirst((context.Root.Headers["To"] ?? "").AsSpan());
        var from = AddressText.FindFirst(context.Returned["From"].AsSpan());
        var originalTo = context.Returned["To"];
        facts.Recipients.RemoveAll(recipient =>
        {
            if (originalTo.Contains(recipient.Address, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            foreach (var name in NotRecipients)
            {
                if (recipient.Address.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return Same(recipient.Address, to) || Same(recipient.Address, from) || Same(recipient.Address, context.Sender.Address);
        });
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
