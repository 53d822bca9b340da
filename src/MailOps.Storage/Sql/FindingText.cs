using System;
using System.Collections.Generic;
using MailOps.Json;

namespace MailOps.Storage.Sql;

/// <summary>Findings as stored: a JSON array, in the words of the language they were found in; an empty text when there are none.</summary>
internal static class FindingText
{
    public static string Write(FindingList findings)
    {
        if (findings.Count == 0)
        {
            return "";
        }

        var writer = new JsonWriter();
        writer.WriteStartObject();
        MailOpsJson.WriteFindings(writer, findings);
        writer.WriteEndObject();
        return writer.ToString();
    }

    public static FindingList Read(string text)
    {
        if (text.Length == 0)
        {
            return FindingList.Empty;
        }

        List<Finding> findings = [];
        foreach (var item in JsonValue.Parse(text).RequireMember("findings").RequireItems())
        {
            findings.Add(new Finding
            {
                Id = item.MemberString("id") ?? "",
                Severity = Enum.TryParse<FindingSeverity>(item.MemberString("severity"), ignoreCase: true, out var severity)
                    ? severity
                    : FindingSeverity.Warning,
                Message = item.MemberString("message") ?? "",
                Advice = item.MemberString("advice") ?? "",
                Reference = item.MemberString("reference") ?? "",
            });
        }

        return new FindingList(findings);
    }
}
