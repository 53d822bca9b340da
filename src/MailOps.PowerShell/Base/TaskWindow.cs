using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.PowerShell;

/// <summary>
/// The tasks between what came in and what went out. At most <c>limit</c> run at a time; finished ones wait, up to <c>capacity</c> of all,
/// for the slow one before them, so that one domain that never answers does not idle the others.
/// </summary>
internal sealed class TaskWindow<TItem, TResult>
{
    private readonly PipelineGate _gate;
    private readonly int _limit;
    private readonly int _capacity;
    private readonly bool _ordered;
    private readonly Queue<Slot> _waiting = new();
    private int _count;
    private int _running;
    private Action? _whenIdle;

    public TaskWindow(PipelineGate gate, int limit, int capacity, bool ordered)
    {
        _gate = gate;
        _limit = limit;
        _capacity = Math.Max(limit, capacity);
        _ordered = ordered;
    }

    /// <summary>Nothing is running and nothing waits to be taken. Only the pipeline thread may ask.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Whether another item must wait. Call it under the gate's lock.</summary>
    public bool IsFull => _running >= _limit || _count >= _capacity;

    /// <summary>Whether <see cref="TryTake"/> would succeed. Call it under the gate's lock.</summary>
    public bool HasFinished => _waiting.Count > 0 && _waiting.Peek().IsDone;

    /// <summary>Takes in a task that was just started.</summary>
    public void Add(TItem item, ValueTask<TResult> task)
    {
        var slot = new Slot(item);
        _count++;
        if (task.IsCompletedSuccessfully)
        {
            slot.Result = task.Result;
            slot.IsDone = true;
            lock (_gate.Lock)
            {
                _waiting.Enqueue(slot);
            }

            return;
        }

        lock (_gate.Lock)
        {
            _running++;
            if (_ordered)
            {
                _waiting.Enqueue(slot);
            }
        }

        _ = ObserveAsync(slot, task);
    }

    /// <summary>Takes the next finished task: in input order, or in the order they finish.</summary>
    public bool TryTake(out Slot slot)
    {
        lock (_gate.Lock)
        {
            if (!HasFinished)
            {
                slot = null!;
                return false;
            }

            slot = _waiting.Dequeue();
        }

        _count--;
        return true;
    }

    /// <summary>Calls back once no task runs any more, at once if none does: what they share may be disposed then.</summary>
    public void WhenIdle(Action callback)
    {
        lock (_gate.Lock)
        {
            if (_running > 0)
            {
                _whenIdle = callback;
                return;
            }
        }

        callback();
    }

    private async Task ObserveAsync(Slot slot, ValueTask<TResult> task)
    {
        try
        {
            slot.Result = await task.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, it is written as the error of this item, at its place in the order.
        catch (Exception e)
#pragma warning restore CA1031
        {
            slot.Error = e;
        }

        Action? whenIdle = null;
        lock (_gate.Lock)
        {
            slot.IsDone = true;
            if (!_ordered)
            {
                _waiting.Enqueue(slot);
            }

            if (--_running == 0)
            {
                whenIdle = _whenIdle;
            }

            Monitor.PulseAll(_gate.Lock);
        }

        whenIdle?.Invoke();
    }

    /// <summary>One item with its outcome.</summary>
    internal sealed class Slot(TItem item)
    {
        public TItem Item { get; } = item;

        public TResult Result { get; set; } = default!;

        public Exception? Error { get; set; }

        public bool IsDone { get; set; }
    }
}
