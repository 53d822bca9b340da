using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// The last resort: a mail system writes that something was not delivered, in a form nobody here knows. <see cref="RecipientGuess"/> looks
/// for the recipients.
/// </summary>
internal sealed class GenericReader : IBounceReader
{
    public string Name => "Generic";

    public IReadOnlyList<string> Signatures => [];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var isReport = context.Unnamed is not null && !context.IsPassedOn;
        if (!isReport && !context.Announces(NoticeMark.Failure) && !context.Announces(NoticeMark.Delay))
        {
            return false;
        }

        if (context.Parts.Disposition is not null || !(isReport || IsNotice(context)))
        {
            return false;
        }

        facts.Kind = context.Announces(NoticeMark.Delay) ? BounceKind.Delay : BounceKind.Failure;
        facts.IsGuess = true;
        facts.Notice = context.Notice.ToString();
        RecipientGuess.Find(context, facts);
        if (context.Root.IsMultipart("report"))
        {
            facts.Findings.Add(BounceFindings.BrokenReport.Found());
        }

        facts.Findings.Add(BounceFindings.UnknownFormat.Found());
        return true;
    }

    private static bool IsNotice(BounceContext context) =>
        !context.IsPassedOn && (IsCertain(context) || (context.Sender.IsDaemon && LooksLikeReport(context)) || GivesBack(context))
        || NoticeOpening.IsThatOfNotice(context);

    // Whoever gets his own mail back with such a subject need not ask who wrote it.
    private static bool GivesBack(BounceContext context) =>
        context.ReturnsOwnMail && (SubjectSays(context, NoticeMark.Failure) || SubjectSays(context, NoticeMark.Delay)) && !context.Announces(NoticeMark.Goods);

    private static bool IsCertain(BounceContext context) =>
        context.Sender.IsCertainDaemon || context.Sender.HasFailedRecipients || context.IsReport
        || (context.Sender.HasNullReturnPath && (context.Sender.IsDaemon || SubjectSays(context, NoticeMark.Failure)) && !context.Announces(NoticeMark.Goods));

    // Postmasters and services of all kinds write letters too, about maintenance and parcels: a report names a recipient or returns the mail.
    private static bool LooksLikeReport(BounceContext context)
    {
        var headers = context.Root.Headers;
        if (context.ReturnsOwnMail)
        {
            return true;
        }

        if ((!context.Sender.HasNullReturnPath && NoticeOpening.IsOfPerson(context)) || context.Announces(NoticeMark.Goods) || headers.Contains("List-Unsubscribe") || headers.Contains("List-Id")
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
}
