using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>A cmdlet that changes mails of the outbox, all of a call in one transaction, with one question for all of them.</summary>
public abstract class DelayedMailChangeCmdlet : MailOpsStoreCmdlet
{
    private const string IdSet = "Id";
    private const string PipelineSet = "Pipeline";

    // What one person means by a glance at a list.
    private const int MaxUnasked = 20;

    private readonly Dictionary<long, object> _inputs = [];
    private readonly List<long> _ids = [];

    /// <summary>The numbers of the mails, as Get-DelayedMail shows them.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet)]
    [ValidateRange(1, long.MaxValue)]
    [ArgumentCompleter(typeof(DelayedMailIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>What is piped: mails of Get-DelayedMail, decisions of Send-DelayedMail, entries of Get-MailLog, or numbers.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// How many mails are meant. More than 20 need it, so that a filter that caught too much changes nothing; another number than there
    /// are is an error.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>Write the mails as they are afterwards, in place of the decisions about each recipient.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract Localized ActionName { get; }

    /// <summary>What was piped for each number.</summary>
    private protected IReadOnlyDictionary<long, object> Inputs => _inputs;

    /// <summary>What this cmdlet does to the mails it was given.</summary>
    private protected abstract MailChange ChangeIn(MailOutbox outbox);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == IdSet)
        {
            foreach (var id in Id)
            {
                Add(id, id);
            }

            return;
        }

        try
        {
            Add(MailNumber.Find(InputObject), InputObject!);
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, InputObject);
        }
    }

    /// <summary>Asks once, changes all, writes the decisions.</summary>
    protected override void EndProcessing()
    {
        if (_ids.Count == 0)
        {
            return;
        }

        if (!IsCountMeant())
        {
            return;
        }

        var outbox = OpenOutbox(StoreAccess.ReadWrite);
        var target = string.Format(CultureInfo.CurrentCulture, OutboxTexts.MailsInStore.Current, _ids.Count, Session.StoreLocation.Display);
        var goes = ShouldProcess(target, ActionName.Current);
        if (!goes && !IsWhatIf)
        {
            return;
        }

        IReadOnlyList<OutboxDecision> decisions;
        try
        {
            decisions = Await(new ValueTask<IReadOnlyList<OutboxDecision>>(ChangeIn(outbox)(_ids, !goes, StopToken)));
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Session.StoreLocation.Display);
            throw;
        }

        Write(outbox, decisions);
        if (goes)
        {
            WarnIfUnattended(outbox);
        }
    }

    private void Write(MailOutbox outbox, IReadOnlyList<OutboxDecision> decisions)
    {
        foreach (var decision in decisions)
        {
            var input = decision.Id is { } id && _inputs.TryGetValue(id, out var found) ? found : null;
            if (decision.Action == OutboxAction.NotFound)
            {
                WriteFailure(DelayedMailErrors.NotFound(decision.Id ?? 0), input ?? decision.Id);
            }
            else if (!PassThru)
            {
                WriteObject(decision with { InputObject = input });
            }
        }

        if (PassThru)
        {
            foreach (var id in decisions.Where(d => d.Action != OutboxAction.NotFound).Select(d => d.Id!.Value).Distinct())
            {
                WriteObject(Await(new ValueTask<DelayedMail?>(outbox.FindAsync(id, StopToken))));
            }
        }
    }

    private bool IsCountMeant()
    {
        if (Count is { } stated)
        {
            if (stated != _ids.Count)
            {
                ThrowFailure(OutboxErrors.CountDiffers(stated, _ids.Count), _ids.Count);
            }

            return true;
        }

        if (_ids.Count <= MaxUnasked || IsWhatIf)
        {
            return true;
        }

        var needed = OutboxErrors.CountNeeded(_ids.Count);
        if (!Interaction.IsPossible(Host))
        {
            ThrowFailure(needed, _ids.Count);
        }

        return ShouldContinue(needed.Message, OutboxTexts.ManyCaption.Current);
    }

    private void Add(long id, object input)
    {
        if (_inputs.TryAdd(id, input))
        {
            _ids.Add(id);
        }
    }
}

/// <summary>An operation of the outbox on mails of given numbers, or its preview.</summary>
internal delegate Task<IReadOnlyList<OutboxDecision>> MailChange(IReadOnlyList<long> ids, bool whatIf, CancellationToken cancellationToken);
