using MailOps.Json;

namespace MailOps.Recall;

/// <summary>The JSON form of the report of an incident.</summary>
internal static class IncidentJson
{
    public static void Write(JsonWriter writer, MailIncidentReport report)
    {
        writer.WriteStartObject();
        writer.WriteMember("messageId", report.MessageId);
        writer.WriteMember("sender", report.Sender);
        writer.WriteMember("subject", report.Subject);
        MailOpsJson.WriteMember(writer, "sentAt", report.SentAt);
        MailOpsJson.WriteMember(writer, "attachments", report.Attachments);
        MailOpsJson.WriteMember(writer, "links", report.Links);
        MailOpsJson.WriteMember(writer, "recallId", report.RecallId);
        writer.WriteMember("recallState", report.RecallState is { } state ? MailOpsJson.Name(state) : null);
        writer.WriteMember("recallReason", report.RecallReason);
        writer.WriteMember("requestedBy", report.RequestedBy);
        MailOpsJson.WriteMember(writer, "recalledAt", report.RecalledAt);
        WriteStatement(writer, report.Statement);
        MailOpsJson.WriteMember(writer, "measuresTaken", report.MeasuresTaken);
        MailOpsJson.WriteMember(writer, "deadline", report.Deadline);
        writer.WriteMember("isLate", report.IsLate);
        MailOpsJson.WriteMember(writer, "openFields", report.OpenFields);
        writer.WriteMember("openRecipients", report.OpenRecipients);
        writer.WriteMember("letter", report.Letter);
        writer.WriteMember("language", report.Language);
        MailOpsJson.WriteMember(writer, "createdAt", report.CreatedAt);
        writer.WriteMember("createdBy", report.CreatedBy);
        writer.WriteMember("auditEntries", report.AuditEntries);
        MailOpsJson.WriteMember(writer, "auditBreak", report.AuditBreak);
        writer.WriteName("recipients");
        writer.WriteStartArray();
        foreach (var recipient in report.Recipients)
        {
            recipient.WriteJson(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // What nobody has said is null or empty, never a guess.
    private static void WriteStatement(JsonWriter writer, MailIncidentStatement statement)
    {
        writer.WriteMember("controller", statement.Controller);
        writer.WriteMember("contact", statement.Contact);
        MailOpsJson.WriteMember(writer, "awareSince", statement.AwareSince);
        MailOpsJson.WriteMember(writer, "notifiedAt", statement.NotifiedAt);
        writer.WriteMember("delayReason", statement.DelayReason);
        writer.WriteMember("nature", statement.Nature);
        MailOpsJson.WriteMember(writer, "personCategories", statement.PersonCategories);
        MailOpsJson.WriteMember(writer, "personCount", statement.PersonCount);
        MailOpsJson.WriteMember(writer, "dataCategories", statement.DataCategories);
        MailOpsJson.WriteMember(writer, "recordCount", statement.RecordCount);
        writer.WriteMember("consequences", statement.Consequences);
        MailOpsJson.WriteMember(writer, "measures", statement.Measures);
        writer.WriteMember("risk", statement.Risk is { } risk ? MailOpsJson.Name(risk) : null);
        writer.WriteMember("riskReason", statement.RiskReason);
        writer.WriteMember("informPersons", MailOpsJson.Name(statement.InformPersons));
        writer.WriteMember("informPersonsReason", statement.InformPersonsReason);
        MailOpsJson.WriteMember(writer, "informedAt", statement.InformedAt);
        MailOpsJson.WriteMember(writer, "recommendations", statement.Recommendations);
        MailOpsJson.WriteMember(writer, "lessons", statement.Lessons);
    }
}
