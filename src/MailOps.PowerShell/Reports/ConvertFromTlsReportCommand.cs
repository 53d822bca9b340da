using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using MailOps.Reports.Tls;

namespace MailOps.PowerShell;

/// <summary>Reads TLS reports and gives an object per policy.</summary>
/// <remarks>
/// <para>Senders of mail report here how many deliveries were encrypted as MTA-STS or DANE ask for, and why others failed (RFC 8460). Reads JSON, gzip or
/// zip, or the mail that carries it.</para>
/// <para>What means harm costs little and becomes an error; docs/reports.md names the limits.</para>
/// </remarks>
/// <example>
/// <code>Get-ChildItem tls-reports | ConvertFrom-TlsReport | Where-Object FailedSessions -gt 0</code>
/// Shows which deliveries failed.
/// </example>
/// <example>
/// <code>ConvertFrom-TlsReport reports/*.json.gz | Select-Object -ExpandProperty Failures | Group-Object ResultType</code>
/// Counts the reasons.
/// </example>
[Cmdlet(VerbsData.ConvertFrom, "TlsReport", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(TlsReportRow))]
public sealed class ConvertFromTlsReportCommand : MailOpsReportCmdlet
{
    private protected override void ReadReport(string path, object origin) => Write(TlsReportReader.Read(path), origin);

    private protected override void ReadBytes(byte[] content, object origin)
    {
        using var stream = new MemoryStream(content, writable: false);
        Write(TlsReportReader.Read(stream, "input"), origin);
    }

    private void Write(IEnumerable<TlsReportItem> items, object origin)
    {
        foreach (var item in items)
        {
            StopToken.ThrowIfCancellationRequested();
            if (item.Row is { } row)
            {
                WriteObject(row with { InputObject = origin });
            }
            else
            {
                WriteProblem(item.Problem!, origin);
            }
        }
    }
}
