using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.PowerShell;

/// <summary>
/// A cmdlet that works on many inputs at a time. Its tasks form a window across records, since one wait per record would let 20 ms of
/// latency each become 48 objects a second; results leave in input order as soon as they are there.
/// </summary>
/// <typeparam name="TInput">What one task works on.</typeparam>
/// <typeparam name="TResult">What it gives.</typeparam>
public abstract class MailOpsPipelineCmdlet<TInput, TResult> : MailOpsCmdlet
{
    // Finished results that may wait for a slow one before them: bounds memory, and is some seconds of work at full rate.
    private const int Capacity = 65_536;

    private TaskWindow<TInput, TResult>? _window;
    private PipelineProgress? _progress;

    /// <summary>How many inputs are worked on at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 4096)]
    public int ThrottleLimit { get; set; } = 256;

    /// <summary>Write each result as soon as it is there, not in the order of the input.</summary>
    [Parameter]
    public SwitchParameter Unordered { get; set; }

    /// <summary>
    /// The work on one input. Runs on the pipeline thread up to its first wait and must not touch the pipeline after it; what it
    /// throws becomes the error of this input.
    /// </summary>
    private protected abstract ValueTask<TResult> ProcessAsync(TInput input, CancellationToken cancellationToken);

    /// <summary>Writes what a task gave; on the pipeline thread.</summary>
    private protected virtual void WriteResult(TInput input, TResult result) => WriteObject(result);

    /// <summary>What a long run says it is doing; null when it shows no progress.</summary>
    private protected virtual string? ProgressActivity => null;

    /// <summary>How many results will come; 0 when nobody knows.</summary>
    private protected virtual long ProgressTotal => 0;

    /// <summary>What an error about this input names as its target.</summary>
    private protected virtual object? TargetOf(TInput input) => input;

    /// <summary>Starts the work on one input, and writes whatever has finished meanwhile.</summary>
    private protected void Submit(TInput input)
    {
        ValueTask<TResult> task;
        try
        {
            task = ProcessAsync(input, StopToken);
        }
#pragma warning disable CA1031 // A failure before the first wait is treated as one after it.
        catch (Exception e) when (e is not PipelineStoppedException)
#pragma warning restore CA1031
        {
            task = new ValueTask<TResult>(Task.FromException<TResult>(e));
        }

        // What needs no waiting, such as a syntax check, passes through without touching the window.
        if (task.IsCompletedSuccessfully && (_window is null || _window.IsEmpty))
        {
            WriteResult(input, task.Result);
            ShowProgress();
            return;
        }

        _window ??= new TaskWindow<TInput, TResult>(Gate, ThrottleLimit, Capacity, ordered: !Unordered.IsPresent);
        _window.Add(input, task);
        WriteFinished();
        while (IsFull())
        {
            WaitUntil(() => _window.HasFinished || !_window.IsFull);
            WriteFinished();
        }
    }

    /// <summary>Waits for all that was submitted, and writes it.</summary>
    private protected void Drain()
    {
        while (_window is { IsEmpty: false })
        {
            WaitUntil(() => _window.HasFinished);
            WriteFinished();
        }

        WriteMessages();
    }

    /// <summary>Prepares to show progress.</summary>
    protected override void BeginProcessing()
    {
        if (ProgressActivity is { } activity)
        {
            _progress = new PipelineProgress(activity, Session.Clock, ProgressTotal);
        }
    }

    /// <summary>Writes the results that are still under way.</summary>
    protected override void EndProcessing()
    {
        Drain();
        if (_progress?.End() is { } last)
        {
            WriteProgress(last);
        }
    }

    private protected override void ReleaseWhenIdle()
    {
        if (_window is null)
        {
            Release();
        }
        else
        {
            _window.WhenIdle(Release);
        }
    }

    private void ShowProgress()
    {
        if (_progress?.Next() is { } record)
        {
            WriteProgress(record);
        }
    }

    private bool IsFull()
    {
        lock (Gate.Lock)
        {
            return _window!.IsFull;
        }
    }

    private void WriteFinished()
    {
        while (_window!.TryTake(out var slot))
        {
            if (slot.Error is null)
            {
                WriteResult(slot.Item, slot.Result);
            }
            else if (StopToken.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }
            else
            {
                WriteFailure(slot.Error, TargetOf(slot.Item));
            }

            ShowProgress();
        }

        WriteMessages();
    }
}
