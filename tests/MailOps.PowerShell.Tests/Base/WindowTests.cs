using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class WindowTests : IDisposable
{
    private readonly RecordingRuntime _runtime = new();
    private readonly ScriptedCmdlet _cmdlet;

    public WindowTests() => _cmdlet = new ScriptedCmdlet { CommandRuntime = _runtime, ThrottleLimit = 4 };

    public void Dispose() => _cmdlet.Dispose();

    [Fact]
    public void Results_leave_in_input_order_however_they_finish()
    {
        _cmdlet.Feed(1, 2, 3);
        _cmdlet.Source(3).SetResult("c");
        _cmdlet.Source(2).SetResult("b");
        _cmdlet.Source(1).SetResult("a");
        _cmdlet.EngineEnd();

        Assert.Equal(["a", "b", "c"], _runtime.Output);
    }

    [Fact]
    public async Task Unordered_results_leave_as_they_finish()
    {
        _cmdlet.Unordered = true;
        _cmdlet.Feed(1, 2, 3);
        _cmdlet.Source(2).SetResult("b");
        var end = Task.Run(_cmdlet.EngineEnd);
        await Until(() => _runtime.Output.Count == 1);
        _cmdlet.Source(3).SetResult("c");
        await Until(() => _runtime.Output.Count == 2);
        _cmdlet.Source(1).SetResult("a");
        await end;

        Assert.Equal(["b", "c", "a"], _runtime.Output);
    }

    [Fact]
    public async Task No_more_tasks_run_than_the_throttle_limit_allows()
    {
        var feeding = Task.Run(() => _cmdlet.Feed(Enumerable.Range(1, 6)));
        await Until(() => _cmdlet.Started == 4);
        _cmdlet.Source(1).SetResult("a");
        await Until(() => _cmdlet.Started == 5);
        Assert.False(feeding.IsCompleted);
        _cmdlet.Source(2).SetResult("b");
        _cmdlet.Source(3).SetResult("c");
        await feeding;
        Assert.Equal(6, _cmdlet.Started);
    }

    [Fact]
    public async Task A_slow_input_does_not_keep_the_later_ones_from_starting()
    {
        var feeding = Task.Run(() => _cmdlet.Feed(Enumerable.Range(1, 50)));
        for (var i = 2; i <= 50; i++)
        {
            _cmdlet.Source(i).SetResult(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        await feeding;
        Assert.Empty(_runtime.Output);
        _cmdlet.Source(1).SetResult("1");
        _cmdlet.EngineEnd();
        Assert.Equal(Enumerable.Range(1, 50).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), _runtime.Output);
    }

    [Fact]
    public void What_needs_no_waiting_is_written_at_once()
    {
        _cmdlet.Immediately = input => new ValueTask<string>("now " + input);
        _cmdlet.Feed(1);
        Assert.Equal(["now 1"], _runtime.Output);
    }

    [Fact]
    public void What_needs_no_waiting_still_waits_for_those_before_it()
    {
        _cmdlet.Immediately = input => input == 2 ? new ValueTask<string>("b") : null;
        _cmdlet.Feed(1, 2);
        Assert.Empty(_runtime.Output);
        _cmdlet.Source(1).SetResult("a");
        _cmdlet.EngineEnd();
        Assert.Equal(["a", "b"], _runtime.Output);
    }

    [Fact]
    public void An_error_stands_at_the_place_of_its_input_and_the_next_has_its_turn()
    {
        _cmdlet.Feed(1, 2, 3);
        _cmdlet.Source(3).SetResult("c");
        _cmdlet.Source(2).SetException(new MailOpsException("MailOps.Test.Broken", MailOpsErrorKind.InvalidData, "broken", "mend it"));
        _cmdlet.Source(1).SetResult("a");
        _cmdlet.EngineEnd();

        Assert.Equal(["a", "MailOps.Test.Broken", "c"], _runtime.InOrder);
        Assert.Equal(2, _runtime.Errors[0].TargetObject);
    }

    [Fact]
    public void An_error_before_the_first_wait_is_an_error_of_that_input_too()
    {
        _cmdlet.Immediately = input => input == 1 ? throw new InvalidOperationException("oops") : new ValueTask<string>("fine");
        _cmdlet.Feed(1, 2);
        _cmdlet.EngineEnd();
        Assert.Equal(["MailOps.Module.Unexpected", "fine"], _runtime.InOrder);
    }

    [Fact]
    public async Task Stopping_ends_a_wait_at_once()
    {
        _cmdlet.Feed(1, 2);
        var end = Task.Run(_cmdlet.EngineEnd);
        _cmdlet.EngineStop();
        await Assert.ThrowsAsync<PipelineStoppedException>(() => end);
        Assert.True(_cmdlet.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_pipeline_ended_by_its_consumer_cancels_what_still_runs()
    {
        // Select-Object -First skips StopProcessing: the write throws, and only Dispose follows.
        _runtime.StopAfter = 1;
        _cmdlet.Feed(1, 2);
        _cmdlet.Source(1).SetResult("a");
        Assert.Throws<PipelineStoppedException>(_cmdlet.EngineEnd);
        Assert.False(_cmdlet.Token.IsCancellationRequested);
        _cmdlet.Dispose();
        Assert.True(_cmdlet.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task What_tasks_share_is_released_only_when_none_runs_any_more()
    {
        var stubborn = new TaskCompletionSource<string>();
        _cmdlet.Immediately = _ => new ValueTask<string>(stubborn.Task);
        _cmdlet.Feed(1);
        _cmdlet.Dispose();
        Assert.False(_cmdlet.Released);
        stubborn.SetResult("late");
        await Until(() => _cmdlet.Released);
    }

    [Fact]
    public void Without_tasks_it_is_released_at_once()
    {
        _cmdlet.Dispose();
        Assert.True(_cmdlet.Released);
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1);
        }
    }
}
