using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;

namespace MailOps.Benchmarks;

/// <summary>Runs one piece of work over and over on this thread and tells the median.</summary>
internal static class Measurement
{
    /// <summary>The median time of one pass, and what a pass allocates.</summary>
    /// <param name="pass">The work; called for about the given time after a warm-up of a third of it.</param>
    /// <param name="seconds">How long to measure.</param>
    public static (TimeSpan Median, long AllocatedBytes) Median(Action pass, double seconds = 3)
    {
        Repeat(pass, seconds / 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        pass();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var times = Repeat(pass, seconds);
        Array.Sort(times);
        return (times[times.Length / 2], allocated);
    }

    public static void Print(string what, double value, string unit) =>
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-44} {1,12:N1} {2}", what, value, unit));

    private static TimeSpan[] Repeat(Action pass, double seconds)
    {
        var all = Stopwatch.StartNew();
        var times = new List<TimeSpan>();
        while (all.Elapsed.TotalSeconds < seconds || times.Count < 5)
        {
            var one = Stopwatch.StartNew();
            pass();
            times.Add(one.Elapsed);
        }

        return [.. times];
    }
}
