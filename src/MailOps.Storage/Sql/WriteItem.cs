using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Storage.Sql;

/// <summary>Work that waits for the writer. Its caller may give up until it has been begun, not afterwards.</summary>
internal abstract class WriteItem(TimeSpan enqueuedAt)
{
    private int _state;

    /// <summary>When it began to wait, on the monotonic clock of the machine.</summary>
    public TimeSpan EnqueuedAt { get; } = enqueuedAt;

    /// <summary>Takes it; false when its caller has given up.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, 1, 0) == 0;

    public abstract void Run(WriteScope scope);

    /// <summary>Tells the caller that its work is durable.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);

    protected bool TryGiveUp() => Interlocked.CompareExchange(ref _state, 2, 0) == 0;
}

/// <summary>Work with a result.</summary>
internal sealed class WriteItem<T> : WriteItem
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<WriteScope, T> _work;
    private readonly CancellationTokenRegistration _registration;
    private T _result = default!;

    public WriteItem(Func<WriteScope, T> work, TimeSpan enqueuedAt, CancellationToken cancellationToken)
        : base(enqueuedAt)
    {
        _work = work;
        _registration = cancellationToken.Register(() =>
        {
            if (TryGiveUp())
            {
                _completion.TrySetCanceled(cancellationToken);
            }
        });
    }

    public Task<T> Task => _completion.Task;

    public override void Run(WriteScope scope) => _result = _work(scope);

    public override void Complete()
    {
        _registration.Dispose();
        _completion.TrySetResult(_result);
    }

    public override void Fail(Exception exception)
    {
        _registration.Dispose();
        _completion.TrySetException(exception);
    }
}
