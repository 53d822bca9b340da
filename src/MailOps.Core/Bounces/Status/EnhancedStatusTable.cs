using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <content>Looking codes up.</content>
internal static partial class EnhancedStatusTable
{
    // Titles of the subjects, for codes that are not registered (RFC 3463 section 3).
    private static readonly Localized[] Subjects =
    [
        new("Other or undefined status", "Anderer oder unbestimmter Status"),
        new("Address problem", "Problem mit einer Adresse"),
        new("Mailbox problem", "Problem mit dem Postfach"),
        new("Mail system problem", "Problem des Mailsystems"),
        new("Network or routing problem", "Netz- oder Wegeproblem"),
        new("Protocol problem", "Protokollproblem"),
        new("Content problem", "Problem mit dem Inhalt"),
        new("Security or policy problem", "Sicherheits- oder Regelproblem"),
    ];

    private static readonly Lazy<Dictionary<(int Subject, int Detail), SmtpStatusEntry>> Index = new(CreateIndex);

    public static IEnumerable<SmtpStatusEntry> All => [.. Addressing(), .. Systems(), .. Content(), .. Security()];

    public static SmtpStatusEntry? Find(EnhancedStatus status) =>
        Index.Value.TryGetValue((status.Subject, status.Detail), out var entry) ? entry : null;

    public static Localized SubjectTitle(EnhancedStatus status) => Subjects[status.Subject < Subjects.Length ? status.Subject : 0];

    private static Dictionary<(int Subject, int Detail), SmtpStatusEntry> CreateIndex()
    {
        var index = new Dictionary<(int Subject, int Detail), SmtpStatusEntry>();
        foreach (var entry in All)
        {
            // The class is not part of the registration; any makes a whole code.
            if (EnhancedStatus.TryParse("5." + entry.Code, out var status))
            {
                index.Add((status.Subject, status.Detail), entry);
            }
        }

        return index;
    }
}
