using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.PowerShell.Tests;

/// <summary>A pipeline cmdlet whose tasks end when the test says so.</summary>
[Cmdlet("Test", "Scripted")]
[OutputType(typeof(string))]
public sealed class ScriptedCmdlet : MailOpsPipelineCmdlet<int, string>
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _sources = new();

    public int Started { get; private set; }

    public bool Released { get; private set; }

    public CancellationToken Token => StopToken;

    /// <summary>Inputs that are answered without waiting.</summary>
    public Func<int, ValueTask<string>?> Immediately { get; set; } = _ => null;

    public TaskCompletionSource<string> Source(int input) =>
        _sources.GetOrAdd(input, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Feed(params IEnumerable<int> inputs)
    {
        foreach (var input in inputs)
        {
            Submit(input);
        }
    }

    public T WaitFor<T>(ValueTask<T> task) => Await(task);

    public void WriteStream<T>(IAsyncEnumerable<T> items) => WriteEach(items);

    public void Warn(string text) => PostWarning(text);

    public bool AsksWhatIf() => IsWhatIf;

    private protected override ValueTask<string> ProcessAsync(int input, CancellationToken cancellationToken)
    {
        Started++;
        return Immediately(input) ?? new ValueTask<string>(Source(input).Task.WaitAsync(cancellationToken));
    }

    private protected override void Release()
    {
        base.Release();
        Released = true;
    }
}
