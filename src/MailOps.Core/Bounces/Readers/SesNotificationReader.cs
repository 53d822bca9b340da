using System;
using System.Collections.Generic;
using System.Text;
using MailOps.Json;

namespace MailOps.Bounces;

/// <summary>
/// Notifications of Amazon SES as JSON, alone or inside a message of Amazon SNS
/// (docs.aws.amazon.com, "Amazon SNS notification contents for Amazon SES").
/// </summary>
internal sealed class SesNotificationReader : IBounceReader
{
    private static readonly JsonLimits Limits = new() { MaxBytes = 1 << 20, MaxDepth = 16, MaxValues = 100_000 };

    public string Name => "AmazonSes";

    public IReadOnlyList<string> Signatures => ["notificationType", "\"eventType", "eventType\\\""];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        if (!TryReadJson(context.Text, out var json) || Unwrap(json) is not { } notification)
        {
            return false;
        }

        var type = notification.MemberString("notificationType") ?? notification.MemberString("eventType");
        facts.MessageId = notification["mail"]?["commonHeaders"]?.MemberString("messageId") ?? notification["mail"]?.MemberString("messageId") ?? "";
        switch (type)
        {
            case "Bounce" when notification["bounce"] is { } bounce:
                facts.Kind = BounceKind.Failure;
                facts.ReportingMta = TypedValue.HostOf(bounce.MemberString("reportingMTA") ?? "");
                ReadBounced(bounce, facts);
                return true;
            case "DeliveryDelay" when notification["deliveryDelay"] is { } delay:
                facts.Kind = BounceKind.Delay;
                facts.Notice = delay.MemberString("delayType") ?? "";
                ReadRecipients(delay["delayedRecipients"], facts);
                return true;
            case "Complaint" when notification["complaint"] is { } complaint:
                facts.Kind = BounceKind.Complaint;
                facts.FeedbackType = complaint.MemberString("complaintFeedbackType") ?? "abuse";
                ReadRecipients(complaint["complainedRecipients"], facts);
                return true;
            case "Delivery" when notification["delivery"] is { } delivery:
                facts.Kind = BounceKind.Delivered;
                ReadDelivered(delivery, facts);
                return true;
            default:
                return false;
        }
    }

    private static JsonValue? Unwrap(JsonValue json)
    {
        if (json["notificationType"] is not null || json["eventType"] is not null)
        {
            return json;
        }

        return json.MemberString("Message") is { } inner && JsonValue.TryParse(Encoding.UTF8.GetBytes(inner), out var message, out _, Limits) ? message : null;
    }

    // What follows the object is SNS's unsubscribe text. Long lines are folded as "!" at the end and a space at the start.
    private static bool TryReadJson(string text, out JsonValue json)
    {
        json = null!;
        var start = text.IndexOf('{');
        if (start < 0 || text.AsSpan(0, start).Trim().Length > 0)
        {
            return false;
        }

        var joined = text.Substring(start).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("!\n ", "", StringComparison.Ordinal);
        var end = joined.IndexOf("\n--\n", StringComparison.Ordinal);
        end = end < 0 ? joined.LastIndexOf('}') + 1 : joined.LastIndexOf('}', end) + 1;
        if (end <= 0 || !JsonValue.TryParse(Encoding.UTF8.GetBytes(joined.Substring(0, end)), out var value, out _, Limits))
        {
            return false;
        }

        json = value;
        return true;
    }

    private static void ReadBounced(JsonValue bounce, BounceFacts facts)
    {
        // bounceType and bounceSubType are the second source: "Permanent General", "Transient MailboxFull".
        facts.Notice = bounce.MemberString("bounceSubType") ?? "";
        foreach (var item in bounce["bouncedRecipients"]?.Items ?? [])
        {
            if (ReadRecipient(item, facts) is { } recipient)
            {
                recipient.Diagnostic = TypedValue.TextOf(item.MemberString("diagnosticCode") ?? "", out var type);
                recipient.DiagnosticType = type;
                recipient.Status = EnhancedStatus.TryParse(item.MemberString("status"), out var status) ? status : default;
            }
        }
    }

    private static void ReadDelivered(JsonValue delivery, BounceFacts facts)
    {
        facts.ReportingMta = TypedValue.HostOf(delivery.MemberString("reportingMTA") ?? "");
        foreach (var item in delivery["recipients"]?.Items ?? [])
        {
            if (item.TryGetString(out var address) && facts.Recipients.Count < BounceLimits.MaxRecipientsRead)
            {
                facts.Add(address).Diagnostic = delivery.MemberString("smtpResponse") ?? "";
            }
        }
    }

    private static void ReadRecipients(JsonValue? list, BounceFacts facts)
    {
        foreach (var item in list?.Items ?? [])
        {
            ReadRecipient(item, facts);
        }
    }

    private static RecipientFacts? ReadRecipient(JsonValue item, BounceFacts facts) =>
        item.MemberString("emailAddress") is { Length: > 0 } address && facts.Recipients.Count < BounceLimits.MaxRecipientsRead ? facts.Add(address) : null;
}
