using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Writes the suppression list into a file that others can import.</summary>
/// <remarks>
/// <para>Blocked addresses only, unless -State says otherwise: what is observed or held is no ground for another system to send nothing.</para>
/// </remarks>
/// <example>
/// <code>Export-MailSuppression list.csv</code>
/// Writes the blocked addresses with reason, date and evidence.
/// </example>
/// <example>
/// <code>Export-MailSuppression ses.csv -Format Ses</code>
/// Writes what Amazon SES imports as account-level suppression list.
/// </example>
[Cmdlet(VerbsData.Export, "MailSuppression", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMailSuppressionCommand : MailOpsStoreCmdlet
{
    private const int PageSize = 1000;

    /// <summary>The file; one that exists is replaced.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>The form of the file.</summary>
    [Parameter]
    public SuppressionFormat Format { get; set; }

    /// <summary>Only addresses in one of these states; Blocked unless said otherwise.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SuppressionState[] State { get; set; } = [SuppressionState.Blocked];

    /// <summary>Only addresses of this domain.</summary>
    [Parameter]
    public DomainName? Domain { get; set; }

    /// <summary>Write the file as an object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var path = FullPath(LiteralPath);
        if (!ShouldProcess(path, "Export-MailSuppression"))
        {
            return;
        }

        var list = OpenStore(StoreAccess.ReadOnly).Suppression;
        try
        {
            using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
            Write(list, new SuppressionExport(file, Format));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ThrowFailure(SuppressionErrors.Unreadable(path, e), path);
        }

        if (PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }

    private void Write(ISuppressionStore list, SuppressionExport export)
    {
        var filter = new SuppressionFilter { States = State, Domain = Domain?.Ascii };
        string? last = null;
        while (true)
        {
            var page = Await(new ValueTask<IReadOnlyList<SuppressionEntry>>(list.ListAsync(filter, last, PageSize, StopToken)));
            if (page.Count == 0)
            {
                return;
            }

            foreach (var entry in page)
            {
                export.Write(entry);
            }

            last = page[page.Count - 1].Address;
        }
    }
}
