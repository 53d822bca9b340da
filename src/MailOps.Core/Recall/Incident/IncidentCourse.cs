using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Journal;

namespace MailOps.Recall;

/// <summary>The course of events, as far as the store knows it or a person has said it.</summary>
internal static class IncidentCourse
{
    public static IEnumerable<(DateTime At, string What)> Of(MailIncidentReport report, RecallPageParts parts)
    {
        var statement = report.Statement;
        if (report.SentAt is { } sentAt)
        {
            yield return (sentAt, parts.Words(IncidentTexts.WasSent));
        }

        if (statement.AwareSince is { } aware)
        {
            yield return (aware, parts.Words(IncidentTexts.BecameAware));
        }

        if (report.RecalledAt is { } recalledAt)
        {
            yield return (recalledAt, parts.Format(IncidentTexts.AskedForRecall, report.RequestedBy, report.RecallReason));
        }

        // A recipient that the recall never visits was last changed when it was asked for.
        if (report.RecallState is { } state && report.Recipients.Max(r => r.ChangedAt) is { } changed && changed > report.RecalledAt)
        {
            yield return (changed, parts.Format(IncidentTexts.LastRecallStep, parts.Words(RecallNames.Of(state))));
        }

        var corrections = report.Recipients.Where(r => r.Correction is not null).ToList();
        if (corrections.Max(r => r.CorrectedAt) is { } corrected)
        {
            var left = corrections.Count(r => r.Correction is MailLogStatus.Accepted or MailLogStatus.Delivered);
            yield return (corrected, parts.Format(IncidentTexts.CorrectionsLeft, left, corrections.Count - left));
        }

        if (statement.NotifiedAt is { } notified)
        {
            yield return (notified, parts.Words(IncidentTexts.AuthorityTold));
        }

        if (statement.InformedAt is { } informed)
        {
            yield return (informed, parts.Words(IncidentTexts.PersonsTold));
        }
    }
}
