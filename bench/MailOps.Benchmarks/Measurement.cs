using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace MailOps.Benchmarks;

/// <summary>Measures one piece of work with BenchmarkDotNet, in this process: the corpora are loaded once, and suites choose what a pass is.</summary>
internal static class Measurement
{
    private static readonly IConfig Config = ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(new InProcessNoEmitToolchain(TimeSpan.FromMinutes(5), logOutput: false)).WithWarmupCount(4).WithIterationCount(15))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddLogger(NullLogger.Instance)
        .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.DisableOptimizationsValidator);

    /// <summary>The median time of one pass, and what a pass allocates.</summary>
    /// <param name="pass">The work; called until BenchmarkDotNet is sure of its figure.</param>
    /// <exception cref="InvalidOperationException">The work failed.</exception>
    public static (TimeSpan Median, long AllocatedBytes) Median(Action pass)
    {
        MeasuredPass.Work = pass;
        var report = BenchmarkRunner.Run<MeasuredPass>(Config).Reports.Single();
        var statistics = report.ResultStatistics ?? throw new InvalidOperationException("The work failed; run it without BenchmarkDotNet to see why.");
        return (TimeSpan.FromMicroseconds(statistics.Median / 1000), report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    }

    /// <summary>The median time of so many calls, in milliseconds: for work that waits for a disk, which no further call makes surer.</summary>
    /// <param name="count">How many calls.</param>
    /// <param name="work">The work.</param>
    public static double MedianMilliseconds(int count, Action work)
    {
        List<double> times = [];
        for (var i = 0; i < count; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return times[count / 2];
    }

    public static void Print(string what, double value, string unit) =>
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-44} {1,12:N1} {2}", what, value, unit));
}
