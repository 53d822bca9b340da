using System.Diagnostics;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>What the task cmdlets share: which task, and where.</summary>
public abstract class QueueTaskCmdlet : MailOpsStoreCmdlet
{
    /// <summary>The name of the task.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "mailops-queue";

    /// <summary>Who runs it. Default: the Windows task scheduler, else systemd (of the machine for root, else of the user), else cron.</summary>
    [Parameter]
    public QueueTaskKind Kind { get; set; }

    /// <summary>
    /// A folder that stands for the root of the file system, as for an image that is being built: files are written below it, and nothing is started.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    private protected abstract Localized ActionName { get; }

    private protected abstract QueueTaskOptions Options { get; }

    private protected QueueTaskOptions Common => new()
    {
        Name = Name,
        Kind = Kind,
        Program = ProgramPath(),
        Arguments = [],
        Root = Root is null ? "" : FullPath(Root),
    };

    // The PowerShell that registers is the one that runs: it has proven that the module loads in it.
    private static string ProgramPath()
    {
        using var process = Process.GetCurrentProcess();
        return process.MainModule?.FileName ?? "pwsh";
    }

    private protected abstract Task<QueueTask> ApplyAsync(QueueTaskOptions options, bool whatIf);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var options = Options;
            var goes = ShouldProcess(Name, ActionName.Current);
            if (!goes && !IsWhatIf)
            {
                return;
            }

            var task = Await(new ValueTask<QueueTask>(ApplyAsync(options, !goes)));
            if (task.Note.Length > 0 && task.Changed)
            {
                WriteWarning(task.Note);
            }

            WriteObject(task);
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Name);
        }
    }
}
