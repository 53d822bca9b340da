using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace MailOps.Benchmarks;

/// <summary>The test suites, found as the tests find them.</summary>
internal static class BenchmarkCorpora
{
    public static string Folder(params string[] parts)
    {
        var repository = typeof(BenchmarkCorpora).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!;
        var root = Environment.GetEnvironmentVariable("MAILOPS_CORPORA") ?? Path.Combine(repository, "..", "shared", "corpora");
        var folder = Path.Combine([root, .. parts]);
        return Directory.Exists(folder) ? folder : throw new DirectoryNotFoundException("No corpora: set MAILOPS_CORPORA; looked for " + folder);
    }

    /// <summary>All bounce mails in memory.</summary>
    public static byte[][] Bounces() =>
        [.. Directory.GetFiles(Folder("bounces"), "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
}
