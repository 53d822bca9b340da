using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>
/// What all cmdlets of MailOps share: one token that ends every wait when the pipeline ends, a way to wait for Core on the pipeline
/// thread, messages from worker threads, and error records with the ids of docs/errors.md.
/// </summary>
public abstract class MailOpsCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private MailOpsSession? _session;

    private protected PipelineGate Gate { get; } = new();

    /// <summary>
    /// Cancelled by Ctrl+C and when the pipeline ends in any other way: <c>Select-Object -First</c> and <c>-ErrorAction Stop</c> skip
    /// StopProcessing, and only Dispose tells of them.
    /// </summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Resolver, clock and store of this command, made on first use from <see cref="SessionOptions"/>.</summary>
    private protected MailOpsSession Session => _session ??= new MailOpsSession(SessionOptions, StoreLoader.Create);

    /// <summary>What the parameters say about the session.</summary>
    private protected virtual MailOpsOptions SessionOptions => new() { Warn = finding => PostWarning(FindingLine.Of(finding)) };

    /// <summary>Ends every wait; called by the engine on another thread at Ctrl+C.</summary>
    protected override void StopProcessing() => Stop();

    /// <summary>Ends every wait and frees what the cmdlet holds; called by the engine however the pipeline ends.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The source itself is not disposed: tasks that are on their way out still look at its token.
            Stop();
            ReleaseWhenIdle();
        }
    }

    /// <summary>Calls <see cref="Release"/> once nothing runs that uses what it frees.</summary>
    private protected virtual void ReleaseWhenIdle() => Release();

    /// <summary>Frees what the work of this command shares.</summary>
    private protected virtual void Release()
    {
        _session?.Dispose();
        _session = null;
    }

    /// <summary>A path parameter as the file system knows it: relative to the location of the session, PSDrives resolved.</summary>
    private protected string FullPath(string path) => new FileBinder(this).ResolveLiteral(path);

    private void Stop()
    {
        Gate.Close();
        _stop.Cancel();
    }

    /// <summary>
    /// Waits for Core on the pipeline thread: worker messages are written meanwhile, and Ctrl+C ends the wait at once even where the
    /// operation does not look at its token.
    /// </summary>
    private protected T Await<T>(ValueTask<T> task)
    {
        if (!task.IsCompleted)
        {
            var running = WakeAtEndOf(task.AsTask());
            WaitUntil(() => running.IsCompleted);
            task = new ValueTask<T>(running);
        }

        WriteMessages();
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>
    /// Waits for work that ends by itself soon after a stop and must not be left before it has, such as recording what was sent.
    /// </summary>
    private protected T WaitToTheEnd<T>(Task<T> task)
    {
        WakeAtEndOf(task);
        while (!task.IsCompleted && !Gate.IsClosed)
        {
            lock (Gate.Lock)
            {
                if (!task.IsCompleted && !Gate.IsClosed && !Gate.HasMessages)
                {
                    Monitor.Wait(Gate.Lock);
                }
            }

            if (!Gate.IsClosed)
            {
                WriteMessages();
            }
        }

        var result = task.GetAwaiter().GetResult();
        if (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        WriteMessages();
        return result;
    }

    /// <inheritdoc cref="Await{T}(ValueTask{T})"/>
    private protected void Await(Task task) => Await(new ValueTask<bool>(AsResultAsync(task)));

    /// <summary>As <see cref="Await{T}(ValueTask{T})"/>; a failure ends the command, since no later input could succeed.</summary>
    /// <param name="task">What is waited for.</param>
    /// <param name="target">What a failure concerns.</param>
    private protected T AwaitOrEnd<T>(ValueTask<T> task, object? target = null)
    {
        try
        {
            return Await(task);
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, target);
            throw;
        }
    }

    /// <summary>Writes a sequence as it comes, each object as soon as Core has it.</summary>
    private protected void WriteEach<T>(IAsyncEnumerable<T> items)
    {
        var enumerator = items.GetAsyncEnumerator(StopToken);
        try
        {
            while (AwaitOrEnd(enumerator.MoveNextAsync()))
            {
                WriteObject(enumerator.Current);
            }
        }
        finally
        {
            // After a stop the enumerator may be in the middle of a step, which ends by the token; it must not be waited for here.
            if (!StopToken.IsCancellationRequested)
            {
                Await(enumerator.DisposeAsync().AsTask());
            }
        }
    }

    /// <summary>Sleeps until the condition holds, writing worker messages meanwhile.</summary>
    /// <param name="condition">Asked under the gate's lock, at first and whenever a worker had news.</param>
    private protected void WaitUntil(Func<bool> condition)
    {
        while (true)
        {
            lock (Gate.Lock)
            {
                while (!Gate.IsClosed && !Gate.HasMessages && !condition())
                {
                    Monitor.Wait(Gate.Lock);
                }

                if (Gate.IsClosed)
                {
                    throw new PipelineStoppedException();
                }

                if (!Gate.HasMessages)
                {
                    return;
                }
            }

            WriteMessages();
        }
    }

    /// <summary>Writes what workers left since the last time.</summary>
    private protected void WriteMessages()
    {
        while (Gate.TryTake(out var message))
        {
            if (message.Work is { } work)
            {
                work();
            }
            else if (message.Stream == PipelineStream.Warning)
            {
                WriteWarning(message.Text);
            }
            else
            {
                WriteVerbose(message.Text);
            }
        }
    }

    /// <summary>A verbose message from any thread.</summary>
    private protected void PostVerbose(string text) => Gate.Post(new PipelineMessage(PipelineStream.Verbose, text));

    /// <summary>A warning from any thread.</summary>
    private protected void PostWarning(string text) => Gate.Post(new PipelineMessage(PipelineStream.Warning, text));

    /// <summary>
    /// Lets the pipeline thread do something for a worker, while it waits for that worker: a script block runs there alone.
    /// </summary>
    private protected Task<T> OnPipelineAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stop = StopToken.Register(() => done.TrySetCanceled());
        Gate.Post(new PipelineMessage(PipelineStream.Verbose, "", () =>
        {
            try
            {
                done.TrySetResult(work());
            }
            catch (PipelineStoppedException)
            {
                done.TrySetCanceled();
                throw;
            }
#pragma warning disable CA1031 // Whatever it is, it is the worker's to hear of.
            catch (Exception e)
#pragma warning restore CA1031
            {
                done.TrySetException(e);
            }
            finally
            {
                stop.Dispose();
            }
        }));
        return done.Task;
    }

    /// <summary>Writes a failure that concerns one input; the next one has its turn.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="target">The input.</param>
    private protected void WriteFailure(Exception exception, object? target) => WriteError(ErrorRecords.From(exception, target));

    /// <summary>Ends the command: no later input could succeed.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="target">What it concerns.</param>
    private protected void ThrowFailure(Exception exception, object? target = null) =>
        ThrowTerminatingError(ErrorRecords.From(exception, target));

    /// <summary>Whether the caller only wants to know what would happen; the store is then opened read-only.</summary>
    private protected bool IsWhatIf =>
        MyInvocation?.BoundParameters is { } bound && bound.TryGetValue("WhatIf", out var value)
            ? LanguagePrimitives.IsTrue(value)
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    private Task<T> WakeAtEndOf<T>(Task<T> task)
    {
        task.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    private void Wake()
    {
        lock (Gate.Lock)
        {
            Monitor.PulseAll(Gate.Lock);
        }
    }

    private static async Task<bool> AsResultAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }
}
