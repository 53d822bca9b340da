using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// qmail and all systems that write like it: Yahoo, Postfix and Courier without a report part, and others. Each recipient stands as
/// <c>&lt;a@b&gt;:</c> at the left margin, the reason behind it or in the lines below.
/// </summary>
internal sealed class QmailReader : IBounceReader
{
    public string Name => "Qmail";

    public IReadOnlyList<string> Signatures =>
    [
        "this is the qmail", "i'm afraid i wasn't able to deliver your message", "unable to deliver your message to the following address", "unable to deliver message to the following address", "your message to the following addresses", "your mail message to the following address",
        "machine generated message from mail service", "this is the mail delivery agent", "we're sorry.", "your mail was not delivered to the following address", "this is the mail system at host", "the mail system", "failure notice", "permanent delivery failure", "su mensaje no pudo ser entregado",
        "he/her is not", "undeliverable mail", "message from * unable to deliver", "delivery failure", "failed delivery", "recipients cannot be delivered", "konnte nicht zugestellt werden", "folgenden empfänger", "could not be delivered to one or more recipients", "returned mail", "delivery has failed",
        "mail delivery system", "undelivered mail",
    ];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        if (context.IsPassedOn || !context.IsAutomatic)
        {
            return false;
        }

        facts.Kind = context.Announces(NoticeMark.Delay) ? BounceKind.Delay : BounceKind.Failure;
        RecipientBlocks.Read(context.Lines, 0, context.NoticeEnd, AddressLine.Angle, facts, endsAtBlank: true);
        facts.Recipients.RemoveAll(recipient => recipient.Diagnostic.Length == 0);
        foreach (var recipient in facts.Recipients)
        {
            // qmail appends this to the last reply of a server; it is not the reason.
            recipient.Diagnostic = recipient.Diagnostic.Replace("Remote host said:", "", StringComparison.Ordinal);
        }

        facts.Notice = context.Notice.ToString();
        return facts.Recipients.Count > 0;
    }
}
