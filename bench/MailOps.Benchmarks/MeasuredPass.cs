using System;
using BenchmarkDotNet.Attributes;

namespace MailOps.Benchmarks;

/// <summary>What BenchmarkDotNet measures: it makes its own instance, so that the work is handed over in a static.</summary>
public class MeasuredPass
{
    private Action _work = static () => { };

    internal static Action Work { get; set; } = static () => { };

    [GlobalSetup]
    public void TakeWork() => _work = Work;

    [Benchmark]
    public void Run() => _work();
}
