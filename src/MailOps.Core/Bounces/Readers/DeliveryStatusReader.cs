using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Delivery status notifications: message/delivery-status (RFC 3464) and message/global-delivery-status (RFC 6533), whatever wrote them
/// and however broken.
/// </summary>
internal sealed class DeliveryStatusReader : IBounceReader
{
    public string Name => "Rfc3464";

    public IReadOnlyList<string> Signatures => [];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var isReport = context.Root.IsMultipart("report");
        if (context.Parts.Status.Count == 0 || (!isReport && context.IsPassedOn))
        {
            return false;
        }

        var fields = new StatusFields(facts, BounceLimits.MaxRecipientsRead);
        foreach (var part in context.Parts.Status)
        {
            fields.Read(part.GetContent().Span);
        }

        if (facts.Recipients.Count == 0)
        {
            return TakeHeaderRecipients(context, facts, fields);
        }

        if (fields.LacksAction)
        {
            facts.Findings.Add(BounceFindings.MissingAction.Found());
        }

        if (fields.LacksStatus)
        {
            facts.Findings.Add(BounceFindings.MissingStatus.Found());
        }

        if (fields.LacksAction && context.Announces(NoticeMark.Delay))
        {
            facts.Kind = BounceKind.Delay;
        }

        NoticeSupplement.Apply(context, facts);
        return true;
    }

    // A report part without recipients: the header names them, or the readers of prose have their turn.
    private static bool TakeHeaderRecipients(BounceContext context, BounceFacts facts, StatusFields fields)
    {
        if (!fields.HasFields)
        {
            return false;
        }

        context.Unnamed = fields.Unnamed;
        foreach (var address in context.FailedRecipients())
        {
            facts.Add(address);
        }

        NoticeSupplement.Apply(context, facts);
        return facts.Recipients.Count > 0;
    }
}
