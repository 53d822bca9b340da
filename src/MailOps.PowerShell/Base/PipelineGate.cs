using System;
using System.Collections.Generic;
using System.Threading;

namespace MailOps.PowerShell;

/// <summary>
/// Where the pipeline thread sleeps until a worker has news for it. Only the pipeline thread may write to the pipeline (the engine
/// refuses any other), so workers leave their messages here.
/// </summary>
internal sealed class PipelineGate
{
    private readonly Queue<PipelineMessage> _messages = new();
    private bool _closed;

    /// <summary>Guards everything that workers and the pipeline thread share.</summary>
    public object Lock { get; } = new();

    /// <summary>Whether the pipeline has been stopped or disposed.</summary>
    public bool IsClosed
    {
        get
        {
            lock (Lock)
            {
                return _closed;
            }
        }
    }

    /// <summary>Leaves a message for the pipeline thread; callable on every thread.</summary>
    public void Post(PipelineMessage message)
    {
        lock (Lock)
        {
            _messages.Enqueue(message);
            Monitor.PulseAll(Lock);
        }
    }

    /// <summary>Takes the oldest message.</summary>
    public bool TryTake(out PipelineMessage message)
    {
        lock (Lock)
        {
            if (_messages.Count > 0)
            {
                message = _messages.Dequeue();
                return true;
            }
        }

        message = default;
        return false;
    }

    /// <summary>Whether something waits to be written. Call it under <see cref="Lock"/>.</summary>
    public bool HasMessages => _messages.Count > 0;

    /// <summary>Ends every wait, now and later.</summary>
    public void Close()
    {
        lock (Lock)
        {
            _closed = true;
            Monitor.PulseAll(Lock);
        }
    }
}

/// <summary>The stream a worker's message goes to.</summary>
internal enum PipelineStream
{
    Verbose,
    Warning,
}

/// <summary>A message from a worker thread; with work, something that only the pipeline thread may do, such as running a script.</summary>
internal readonly record struct PipelineMessage(PipelineStream Stream, string Text, Action? Work = null);
