using System;
using System.CommandLine;

namespace MailOps.Cli;

/// <summary>Findings for people, below the table of the results they belong to, and what <c>--fail-on</c> makes of them.</summary>
internal static class FindingOutput
{
    /// <summary>The exit code says so when a finding is this bad or worse.</summary>
    public static Option<FindingSeverity?> FailOn { get; } = new("--fail-on")
    {
        Description = "End with exit code 2 when a finding is at least this severe: info, warning or error.",
        HelpName = "severity",
    };

    public static void Write(string subject, FindingList findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        Console.WriteLine(Tables.Brief(subject));
        foreach (var finding in findings)
        {
            Console.WriteLine(Tables.Visible($"  {finding.Severity,-7} {finding.Id}  {finding.Message}"));
            if (finding.Advice.Length > 0)
            {
                Console.WriteLine(Tables.Visible("                    " + finding.Advice + (finding.Reference.Length > 0 ? " (" + finding.Reference + ")" : "")));
            }
        }

        Console.WriteLine();
    }

    /// <summary>A finding that belongs to no table, such as one about an input.</summary>
    public static void Warn(Finding finding) => Console.Error.WriteLine("mailops: " + FindingLine.Of(finding));

    public static bool IsTooBad(FindingList findings, FindingSeverity? failOn) => findings.Worst is { } worst && worst >= failOn;
}
