using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using MailOps.Reports.Dmarc;

namespace MailOps.PowerShell;

/// <summary>Reads DMARC reports and gives an object per row.</summary>
/// <remarks>
/// <para>Reads aggregate reports by RFC 9990 and RFC 7489 as XML, gzip or zip, or out of the mail that carries them, and failure reports (RFC 9991). Each row
/// has the source, the count, what the receiver did, and whether SPF and DKIM were aligned.</para>
/// <para>Rows come while a file is read, whatever its size. What means harm (entities, archives that explode, paths in archives) costs little and becomes an
/// error; the rows before it stay. docs/reports.md names the limits.</para>
/// </remarks>
/// <example>
/// <code>Get-ChildItem reports | ConvertFrom-DmarcReport | Measure-DmarcReport</code>
/// Shows who sends in the name of the domain, and what a reject policy would cost.
/// </example>
/// <example>
/// <code>ConvertFrom-DmarcReport reports/*.zip | Where-Object { -not $_.Passed } | Group-Object SourceAddress</code>
/// Groups the messages that fail by the address that sent them.
/// </example>
/// <example>
/// <code>ConvertFrom-DmarcReport failure.eml | Format-List Domain, SourceAddress, Subject, AuthenticationResults</code>
/// Shows what a failure report says about one message.
/// </example>
[Cmdlet(VerbsData.ConvertFrom, "DmarcReport", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(DmarcReportRow), typeof(DmarcFailureReport))]
public sealed class ConvertFromDmarcReportCommand : MailOpsReportCmdlet
{
    private protected override void ReadReport(string path, object origin) => Write(DmarcReportReader.Read(path), origin);

    private protected override void ReadBytes(byte[] content, object origin)
    {
        using var stream = new MemoryStream(content, writable: false);
        Write(DmarcReportReader.Read(stream, "input"), origin);
    }

    private void Write(IEnumerable<DmarcReportItem> items, object origin)
    {
        foreach (var item in items)
        {
            StopToken.ThrowIfCancellationRequested();
            if (item.Row is { } row)
            {
                WriteObject(row with { InputObject = origin });
            }
            else if (item.Failure is { } failure)
            {
                WriteObject(failure with { InputObject = origin });
            }
            else
            {
                WriteProblem(item.Problem!, origin);
            }
        }
    }
}
