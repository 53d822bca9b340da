using System;
using System.Collections.Generic;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>
/// Feedback reports of complaints (RFC 5965, ARF) and of failed authentication (RFC 6591), and unsubscribe requests of Apple Mail.
/// </summary>
internal sealed class FeedbackReportReader : IBounceReader
{
    private static readonly string[] RecipientFields =
        ["Original-Rcpt-To", "Removal-Recipient", "Redacted-Address", "X-HmXmrOriginalRecipient", "X-Original-Recipient"];

    public string Name => "FeedbackReport";

    public IReadOnlyList<string> Signatures => [];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        if (context.Root.Headers["X-Apple-Unsubscribe"] is { } apple && apple.Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            facts.Kind = BounceKind.Complaint;
            facts.FeedbackType = "opt-out";
            facts.Add(context.Sender.Address);
            return true;
        }

        if (FindReport(context) is not { } report)
        {
            return false;
        }

        facts.Kind = BounceKind.Complaint;
        foreach (var fields in MimeHeaderBlock.ReadGroups(report))
        {
            ReadFields(fields, facts);
        }

        if (facts.FeedbackType.Length == 0)
        {
            facts.FeedbackType = "abuse";
        }

        if (facts.Recipients.Count == 0)
        {
            ReadRecipientsOfOriginal(context, facts);
        }

        return true;
    }

    private static ReadOnlyMemory<byte>? FindReport(BounceContext context)
    {
        if (context.Parts.Feedback is { } part)
        {
            // Some put the fields into the header of the part.
            return part.GetContent().Span.IndexOf((byte)':') >= 0 ? part.GetContent() : part.RawHeader;
        }

        if (!string.Equals(context.Root.ContentType.Parameters["report-type"], "feedback-report", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (var text in context.Parts.MoreTexts)
        {
            if (text.GetText().Contains("Feedback-Type", StringComparison.OrdinalIgnoreCase))
            {
                return text.GetContent();
            }
        }

        return context.Root.RawBody;
    }

    private static void ReadFields(MimeHeaderList fields, BounceFacts facts)
    {
        if (facts.FeedbackType.Length == 0 && fields["Feedback-Type"] is { } type)
        {
            facts.FeedbackType = type.Trim().ToLowerInvariant();
        }

        facts.ReportingMta = fields["Reporting-MTA"] is { } reporter ? TypedValue.HostOf(reporter) : facts.ReportingMta;
        facts.EnvelopeId = fields["Original-Envelope-Id"]?.Trim() ?? facts.EnvelopeId;
        foreach (var name in RecipientFields)
        {
            foreach (var value in fields.GetAll(name))
            {
                var address = TypedValue.AddressOf(value);
                if (AddressText.IsAddress(address.AsSpan()) && facts.Recipients.Count < BounceLimits.MaxRecipientsRead)
                {
                    Add(facts, address, value);
                }
            }
        }
    }

    private static void ReadRecipientsOfOriginal(BounceContext context, BounceFacts facts)
    {
        foreach (var name in new[] { "X-HmXmrOriginalRecipient", "X-Apparently-To", "To", "Delivered-To", "X-Original-To" })
        {
            var address = AddressText.FindFirst(context.Returned[name].AsSpan());
            if (address.Length > 0)
            {
                Add(facts, address, "");
                return;
            }
        }
    }

    private static void Add(BounceFacts facts, string address, string diagnostic) => facts.Add(address).Diagnostic = diagnostic.Length == 0 ? "" : facts.FeedbackType;
}
