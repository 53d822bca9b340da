using System;
using System.Collections.Generic;
using System.CommandLine;
using MailOps.Cli.Commands;
using MailOps.Dns;
using MailOps.Json;

namespace MailOps.Cli;

/// <summary>Records to publish: the lines for a zone file on standard output, what to know about them on standard error.</summary>
internal static class ProposalOutput
{
    public static void Write(IReadOnlyList<DnsRecordProposal> records, ParseResult parsed)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            MailOpsJson.WriteLines(records, StandardOutput.Open());
            return;
        }

        foreach (var record in records)
        {
            Console.WriteLine(record.ZoneLine);
            foreach (var finding in record.Findings)
            {
                Console.Error.WriteLine(Tables.Visible($"{finding.Severity}: {finding.Message} {finding.Advice} [{finding.Id}]"));
            }
        }
    }
}
