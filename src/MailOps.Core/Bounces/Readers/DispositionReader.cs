using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>
/// Disposition notifications (RFC 8098) that tell of a refusal: Dovecot's delivery agent reports a full mailbox that way. Read receipts
/// are no bounces and end here.
/// </summary>
internal sealed class DispositionReader : IBounceReader
{
    private const int MaxGroups = 10;

    public string Name => "Disposition";

    public IReadOnlyList<string> Signatures => ["automatically rejected"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        if (context.Parts.Disposition is not { } part)
        {
            return false;
        }

        // "Your message to <a@b> was automatically rejected:" and then the reason. Dovecot's oldest versions leave text and fields empty;
        // "Auto-Submitted: auto-replied (rejected)" still says what happened.
        var notice = context.Notice.ToString();
        if (!notice.Contains("automatically rejected", StringComparison.OrdinalIgnoreCase)
            && !context.Sender.AutoSubmitted.Contains("(rejected)", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // One group is what RFC 8098 section 3.1 asks for; some put a blank line between reporter and recipient, as in RFC 3464.
        var fields = MimeHeaderBlock.ReadGroups(part.GetContent()).Take(MaxGroups).ToList();
        var recipient = facts.Add(TypedValue.AddressOf(Field(fields, "Final-Recipient")));
        recipient.OriginalRecipient = TypedValue.AddressOf(Field(fields, "Original-Recipient"));
        recipient.Alias = AddressText.FindFirst(context.Notice);
        facts.ReportingMta = TypedValue.HostOf(Field(fields, "Reporting-UA").Split(';')[0]);
        facts.MessageId = Field(fields, "Original-Message-ID");

        var colon = notice.IndexOf("rejected", StringComparison.OrdinalIgnoreCase);
        recipient.Diagnostic = colon < 0 ? notice : notice.Substring(Math.Min(notice.Length, colon + 9));
        return true;
    }

    private static string Field(List<MimeHeaderList> groups, string name)
    {
        foreach (var group in groups)
        {
            if (group[name] is { } value)
            {
                return value;
            }
        }

        return "";
    }
}
