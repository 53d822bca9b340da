using System.Collections.Generic;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>
/// The parts of a report. Embedded messages are not entered: a delivery report inside an attached message belongs to that message, and a
/// mail that forwards it is none.
/// </summary>
internal sealed class ReportParts
{
    private const int MaxDepth = 8;

    /// <summary>The text for people: the first plain text, else the first HTML; null when there is none.</summary>
    public MimeEntity? Text { get; private set; }

    /// <summary>Parts that are delivery reports by their type (RFC 3464, RFC 6533).</summary>
    public List<MimeEntity> Status { get; } = [];

    /// <summary>The part that is a feedback report (RFC 5965).</summary>
    public MimeEntity? Feedback { get; private set; }

    /// <summary>The part that is a disposition notification, a read receipt (RFC 8098).</summary>
    public MimeEntity? Disposition { get; private set; }

    /// <summary>The returned message or its header.</summary>
    public MimeEntity? Returned { get; private set; }

    /// <summary>Texts behind the first one.</summary>
    public List<MimeEntity> MoreTexts { get; } = [];

    public static ReportParts Find(MimeEntity root)
    {
        var parts = new ReportParts();
        parts.Visit(root, 0);
        return parts;
    }

    private void Visit(MimeEntity entity, int depth)
    {
        var type = entity.ContentType;
        if (entity.IsMultipart())
        {
            for (var i = 0; i < entity.Parts.Count && i < 100 && depth < MaxDepth; i++)
            {
                Visit(entity.Parts[i], depth + 1);
            }
        }
        else if (type.Is("message"))
        {
            VisitMessage(entity, type.Subtype);
        }
        else if (type.Is("text"))
        {
            VisitText(entity, type.Subtype);
        }
    }

    private void VisitMessage(MimeEntity entity, string subtype)
    {
        switch (subtype)
        {
            case "delivery-status":
            case "global-delivery-status":
            case "xdelivery-status":
                Status.Add(entity);
                break;
            case "feedback-report":
                Feedback ??= entity;
                break;
            case "disposition-notification":
            case "global-disposition-notification":
                Disposition ??= entity;
                break;
            case "rfc822":
            case "global":
            case "partial":
            case "global-headers":
                Returned ??= entity;
                break;
        }
    }

    private void VisitText(MimeEntity entity, string subtype)
    {
        if (subtype is "rfc822-headers" or "rfc822-header" or "global-headers")
        {
            Returned ??= entity;
        }
        else if (Text is null)
        {
            Text = entity;
        }
        else if (subtype != "html" && Text.ContentType.Is("text", "html"))
        {
            MoreTexts.Add(Text);
            Text = entity;
        }
        else
        {
            MoreTexts.Add(entity);
        }
    }
}
