using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MailOps.Json;
using Xunit;

namespace MailOps.Tests.Authentication;

/// <summary>One file of the authentication suites: runs every test of it and fails once, naming all that differ.</summary>
internal static class Suite
{
    public static void Run(string file, Func<JsonValue, IEnumerable<string>> differences, string list = "tests")
    {
        var suite = JsonValue.Parse(File.ReadAllBytes(Corpora.Require("auth", file)));
        var tests = suite.RequireMember(list).RequireItems();
        Assert.NotEmpty(tests);
        var failures = new List<string>();
        foreach (var test in tests)
        {
            // A disputed test states one opinion of several; docs/conformance.md names those that we judge otherwise.
            if (test["disputed"] is null)
            {
                failures.AddRange(differences(test).Select(d => test.MemberString("name") + ": " + d));
            }
        }

        Assert.True(failures.Count == 0, failures.Count + " differences in " + file + "\n" + string.Join("\n", failures));
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
}
