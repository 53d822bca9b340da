using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Authentication;

/// <summary>
/// The authentication suites: runs every test of a kind in every file of a family and fails once, naming all that differ. Other suites of the same
/// schema can lie beside the ones known here or in their place.
/// </summary>
internal static class Suite
{
    /// <param name="family">What the names of the files begin with: <c>spf</c> for <c>auth/spf-NAME.json</c>.</param>
    /// <param name="kind">The member that only tests of this kind have.</param>
    /// <param name="differences">How the judgement of a test differs from what it expects.</param>
    public static void Run(string family, string kind, Func<JsonValue, IEnumerable<string>> differences) => Run(family, kind, (_, test) => differences(test));

    /// <param name="family">What the names of the files begin with.</param>
    /// <param name="kind">The member that only tests of this kind have.</param>
    /// <param name="differences">The same, of the scenario or file that the test is part of, and the test.</param>
    public static void Run(string family, string kind, Func<JsonValue, JsonValue, IEnumerable<string>> differences)
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var file in Files(family))
        {
            var tests = Tests(JsonValue.Parse(File.ReadAllBytes(file))).ToList();
            Assert.True(tests.Count > 0, file + " holds no test.");

            // A disputed test states one opinion of several; docs/conformance.md names those that we judge otherwise.
            foreach (var (holder, name, test) in tests.Where(t => t.Test[kind] is not null && t.Test["disputed"] is null))
            {
                count++;
                failures.AddRange(differences(holder, test).Select(d => Path.GetFileName(file) + ", " + name + ": " + d));
            }
        }

        Skip.If(count == 0, "The corpora lack tests with \"" + kind + "\" in auth/" + family + "-*.json.");
        Assert.True(failures.Count == 0, failures.Count + " differences of " + count + "\n" + string.Join("\n", failures));
    }

    public static IEnumerable<string> Compare(string what, object? expected, object? actual)
    {
        if (!Equals(expected, actual))
        {
            yield return what + " is " + (actual ?? "null") + ", not " + (expected ?? "null");
        }
    }

    /// <summary>A result that the suite spells in lower case.</summary>
    public static T Value<T>(JsonValue name)
        where T : struct, Enum =>
        Enum.TryParse<T>(name.RequireString(), ignoreCase: true, out var value) ? value : throw name.Fault("there is no such " + typeof(T).Name);

    private static IEnumerable<string> Files(string family)
    {
        var files = Directory.GetFiles(Corpora.Require("auth"), family + "*.json").Where(file => Path.GetFileName(file)[family.Length] is '-' or '.').ToList();
        Skip.If(files.Count == 0, "The corpora lack auth/" + family + "-*.json.");
        return files.OrderBy(file => file, StringComparer.Ordinal);
    }

    private static IEnumerable<(JsonValue Holder, string Name, JsonValue Test)> Tests(JsonValue suite)
    {
        var alone = (suite["tests"]?.RequireItems() ?? []).Select(test => (suite, test.MemberString("name") ?? "", test));
        return alone.Concat((suite["scenarios"]?.RequireItems() ?? []).SelectMany(scenario => scenario.RequireMember("tests").RequireMembers()
            .Select(member => (scenario, scenario.MemberString("scenario") + " / " + member.Key, member.Value))));
    }
}
