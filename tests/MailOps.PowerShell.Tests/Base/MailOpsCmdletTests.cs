using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class MailOpsCmdletTests : IDisposable
{
    private readonly RecordingRuntime _runtime = new();
    private readonly ScriptedCmdlet _cmdlet;

    public MailOpsCmdletTests() => _cmdlet = new ScriptedCmdlet { CommandRuntime = _runtime };

    public void Dispose() => _cmdlet.Dispose();

    [Fact]
    public async Task Messages_of_workers_are_written_by_the_waiting_pipeline_thread()
    {
        var work = new TaskCompletionSource<int>();
        var waiting = Task.Run(() => _cmdlet.WaitFor(new ValueTask<int>(work.Task)));
        _cmdlet.Warn("slow server");
        while (_runtime.Warnings.Count == 0)
        {
            await Task.Delay(1);
        }

        Assert.False(waiting.IsCompleted);
        work.SetResult(7);
        Assert.Equal(7, await waiting);
        Assert.Equal(["slow server"], _runtime.Warnings);
    }

    [Fact]
    public async Task A_wait_ends_at_a_stop_even_when_the_work_does_not()
    {
        var never = new TaskCompletionSource<int>();
        var waiting = Task.Run(() => _cmdlet.WaitFor(new ValueTask<int>(never.Task)));
        _cmdlet.EngineStop();
        await Assert.ThrowsAsync<PipelineStoppedException>(() => waiting);
    }

    [Fact]
    public void A_failure_of_the_work_comes_out_of_the_wait_as_it_is() =>
        Assert.Throws<InvalidDataException>(() => _cmdlet.WaitFor(new ValueTask<int>(Task.FromException<int>(new InvalidDataException()))));

    [Fact]
    public void A_sequence_is_written_as_it_comes_and_disposed_of()
    {
        var disposed = false;
        _cmdlet.WriteStream(Numbers(() => disposed = true));
        Assert.Equal([1, 2, 3], _runtime.Output);
        Assert.True(disposed);
    }

    [Fact]
    public void A_sequence_is_disposed_of_when_the_consumer_has_enough()
    {
        _runtime.StopAfter = 2;
        var disposed = false;
        Assert.Throws<PipelineStoppedException>(() => _cmdlet.WriteStream(Numbers(() => disposed = true)));
        Assert.Equal([1, 2], _runtime.Output);
        Assert.True(disposed);
    }

    [Fact]
    public void WhatIf_is_taken_from_the_parameter_before_the_preference()
    {
        Assert.False(_cmdlet.AsksWhatIf());
        _cmdlet.EngineSetVariable("WhatIfPreference", true);
        Assert.True(_cmdlet.AsksWhatIf());
        _cmdlet.MyInvocation.BoundParameters["WhatIf"] = new SwitchParameter(false);
        Assert.False(_cmdlet.AsksWhatIf());
    }

    private static async IAsyncEnumerable<int> Numbers(Action disposed, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var i = 1; i <= 3; i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return i;
            }
        }
        finally
        {
            disposed();
        }
    }
}
