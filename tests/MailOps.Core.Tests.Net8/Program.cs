using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace MailOps.Tests;

/// <summary>Runs the tests of this very program and prints what failed; the last line counts them.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var assembly = typeof(Program).Assembly;
        Console.WriteLine("Tests on " + System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription);
        using var framework = new XunitTestFramework(new NullSink());
        using var discoverer = framework.GetDiscoverer(new ReflectionAssemblyInfo(assembly));
        using var found = new Collector();
        discoverer.Find(includeSourceInformation: false, found, new Options());
        found.Finished.WaitOne();

        // "Long" and server tests have their own command, as with dotnet test.
        var skipCategories = args.Length > 0 ? args[0].Split(',') : ["Long"];
        var cases = found.Cases.Where(c => !c.Traits.TryGetValue("Category", out var names) || !names.Any(skipCategories.Contains)).ToList();
        using var results = new Collector();
        using var executor = framework.GetExecutor(assembly.GetName());
        executor.RunTests(cases, results, new Options());
        results.Finished.WaitOne();
        Console.WriteLine($"{results.Passed} passed, {results.Failed} failed, {results.Skipped} skipped");
        return results.Failed == 0 && results.Passed > 0 ? 0 : 1;
    }

    private sealed class NullSink : IMessageSink
    {
        public bool OnMessage(IMessageSinkMessage message) => true;
    }

    private sealed class Collector : IMessageSink, IDisposable
    {
        public List<ITestCase> Cases { get; } = [];

        public ManualResetEvent Finished { get; } = new(initialState: false);

        public int Passed { get; private set; }

        public int Failed { get; private set; }

        public int Skipped { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            lock (Cases)
            {
                switch (message)
                {
                    case ITestCaseDiscoveryMessage discovered:
                        Cases.Add(discovered.TestCase);
                        break;
                    case ITestPassed:
                        Passed++;
                        break;
                    case ITestSkipped:
                        Skipped++;
                        break;
                    case ITestFailed failed:
                        Failed++;
                        Console.WriteLine($"FAILED {failed.Test.DisplayName}\n  {string.Join("\n  ", failed.Messages)}\n{string.Join("\n", failed.StackTraces)}");
                        break;
                    case IDiscoveryCompleteMessage or ITestAssemblyFinished:
                        Finished.Set();
                        break;
                }
            }

            return true;
        }

        public void Dispose() => Finished.Dispose();
    }

    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = [];

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out var value) ? (TValue)value! : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }
}
