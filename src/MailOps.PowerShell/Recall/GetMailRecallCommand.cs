using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Shows the mails that were taken back, and how far each recall has come.</summary>
/// <remarks>
/// <para>Each recall holds its recipients with status, folder, flags and time. -Audit shows what was done in its name; each entry's hash
/// covers the one before. -Html writes the report as a page: for whom it worked, and who is pending.</para>
/// </remarks>
/// <example>
/// <code>Get-MailRecall</code>
/// Lists all recalls, the newest first.
/// </example>
/// <example>
/// <code>(Get-MailRecall 3).Recipients | Where-Object IsPending</code>
/// Shows who is still tried again.
/// </example>
/// <example>
/// <code>Get-MailRecall 3 -Html recall.html</code>
/// Writes the report of recall 3 as a page for screen and paper.
/// </example>
[Cmdlet(VerbsCommon.Get, "MailRecall")]
[OutputType(typeof(MailRecall), typeof(MailRecallAuditEntry))]
public sealed class GetMailRecallCommand : MailOpsStoreCmdlet
{
    /// <summary>The number of a recall.</summary>
    [Parameter(Position = 0)]
    public long? Id { get; set; }

    /// <summary>Only recalls in one of these states.</summary>
    [Parameter]
    public MailRecallState[] State { get; set; } = [];

    /// <summary>Write the audit in place of the recalls.</summary>
    [Parameter]
    public SwitchParameter Audit { get; set; }

    /// <summary>The file for a page about the recalls.</summary>
    [Parameter]
    [Alias("HtmlPath")]
    [ValidateNotNullOrEmpty]
    public string? Html { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var recalls = OpenStore(StoreAccess.ReadOnly).Recalls;
        if (Audit)
        {
            WriteObject(
                AwaitOrEnd(new ValueTask<IReadOnlyList<MailRecallAuditEntry>>(recalls.ReadAuditAsync(Id, StopToken))), enumerateCollection: true);
        }
        else if (Id is { } id)
        {
            if (AwaitOrEnd(new ValueTask<MailRecall?>(recalls.FindAsync(id, StopToken))) is { } recall)
            {
                Write([recall]);
            }
            else
            {
                WriteFailure(RecallErrors.NotFound(id), id);
            }
        }
        else
        {
            var filter = new MailRecallFilter { States = State };
            Write(AwaitOrEnd(new ValueTask<IReadOnlyList<MailRecall>>(recalls.ListAsync(filter, StopToken))));
        }
    }

    private void Write(IReadOnlyList<MailRecall> recalls)
    {
        try
        {
            if (Html is not null)
            {
                ReportFile.Write(FullPath(Html), writer => MailRecallReport.WriteHtml(recalls, writer));
            }
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Html);
        }

        WriteObject(recalls, enumerateCollection: true);
    }
}
