using MailOps.Json;

namespace MailOps.Bounces;

/// <summary>The JSON form of classifications: one object per mail and recipient; docs/bounces.md has the fields.</summary>
internal static class BounceJson
{
    public static void Write(JsonWriter writer, BounceClassification item)
    {
        writer.WriteStartObject();
        writer.WriteMember("file", FileName(item.Source));
        if (item.SourceIndex > 0)
        {
            writer.WriteMember("index", item.SourceIndex);
        }

        writer.WriteMember("kind", KindName(item.Kind));
        writer.WriteMember("recipient", item.Address.Length == 0 ? null : item.Address);
        writer.WriteMember("status", item.Status);
        writer.WriteMember("replyCode", item.ReplyCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");
        writer.WriteMember("reason", item.Kind == BounceKind.NotABounce ? null : MailOpsJson.Name(item.Reason));
        WriteHard(writer, item.Permanence);
        writer.WriteMember("cause", MailOpsJson.Name(item.Cause));
        writer.WriteMember("action", MailOpsJson.Name(item.Action));
        writer.WriteMember("confidence", MailOpsJson.Name(item.Confidence));
        writer.WriteMember("rule", item.Rule);
        writer.WriteMember("diagnostic", item.Diagnostic);
        writer.WriteMember("originalRecipient", item.OriginalRecipient);
        writer.WriteMember("reportingMta", item.ReportingMta);
        writer.WriteMember("remoteMta", item.RemoteMta);
        writer.WriteMember("messageId", item.MessageId);
        writer.WriteMember("envelopeId", item.EnvelopeId);
        writer.WriteMember("format", item.Format);
        writer.WriteMember("feedbackType", item.FeedbackType);
        if (item.Kind == BounceKind.Relayed)
        {
            writer.WriteMember("relayed", true);
        }

        MailOpsJson.WriteFindings(writer, item.Findings);
        writer.WriteEndObject();
    }

    // A message that was handed on is a success for a script; "relayed" tells the difference.
    private static string KindName(BounceKind kind) => kind switch
    {
        BounceKind.NotABounce => "notBounce",
        BounceKind.Relayed => "delivered",
        _ => MailOpsJson.Name(kind),
    };

    private static void WriteHard(JsonWriter writer, BouncePermanence permanence)
    {
        writer.WriteName("hard");
        if (permanence == BouncePermanence.None)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteBoolean(permanence == BouncePermanence.Hard);
        }
    }

    private static string FileName(string source)
    {
        var slash = source.LastIndexOfAny(['/', '\\']);
        return source.Substring(slash + 1);
    }
}
