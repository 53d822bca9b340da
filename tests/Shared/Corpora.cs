using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace MailOps.Tests;

/// <summary>
/// Where the public test suites lie: <c>$MAILOPS_CORPORA</c>, else <c>../shared/corpora</c> beside the checkout. They are never
/// part of the project; a test that needs one is skipped by name where it is absent.
/// </summary>
internal static class Corpora
{
    public static string RepositoryRoot { get; } = typeof(Corpora).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "RepositoryRoot").Value!;

    public static string? Root { get; } = Find();

    /// <summary>The folder or file of a suite; skips the calling test, naming what is missing, where there is none.</summary>
    public static string Require(params string[] parts)
    {
        Skip.If(Root is null, "The corpora are not here: set MAILOPS_CORPORA to their folder.");
        Skip.IfNot(Directory.Exists(Root), "The corpora are not here: MAILOPS_CORPORA names no folder: " + Root);
        var path = Path.Combine([Root!, .. parts]);
        Skip.IfNot(File.Exists(path) || Directory.Exists(path), "The corpora lack " + string.Join("/", parts) + ".");
        return path;
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("MAILOPS_CORPORA");
        if (!string.IsNullOrEmpty(named))
        {
            return named;
        }

        var beside = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "corpora"));
        return Directory.Exists(beside) ? beside : null;
    }
}
