using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace MailOps.Tests.Architecture;

/// <summary>Every id that a script may branch on stands in the docs, and the docs name no id that does not exist.</summary>
public sealed class CatalogTests
{
    private static readonly List<FindingRule> Rules = [.. typeof(FindingRule).Assembly.GetTypes()
        .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(f => f.FieldType == typeof(FindingRule))
        .Select(f => (FindingRule)f.GetValue(null)!)];

    // The one literal of that form that names a type: the cmdlets load it by its name.
    private const string StoreType = "MailOps.Storage.StoreProvider";

    [Fact]
    public void Every_finding_id_is_used_once()
    {
        var twice = Rules.GroupBy(r => r.Id).Where(g => g.Count() > 1).Select(g => g.Key);
        Assert.Empty(twice);
    }

    [Fact]
    public void The_list_of_findings_names_every_rule_with_its_severity()
    {
        var documented = Rows("findings.md").ToDictionary(r => r[0], r => r[1]);
        var actual = Rules.ToDictionary(r => r.Id, r => Lower(r.Severity));

        Assert.Equal(Lines(actual), Lines(documented));
    }

    [Fact]
    public void Every_finding_speaks_both_languages_with_the_same_place_holders()
    {
        var german = CultureInfo.GetCultureInfo("de-DE");
        var english = CultureInfo.GetCultureInfo("en-US");
        foreach (var rule in Rules)
        {
            foreach (var (en, de) in new[]
            {
                (rule.MessageTemplate(english), rule.MessageTemplate(german)),
                (rule.AdviceTemplate(english), rule.AdviceTemplate(german)),
            })
            {
                Assert.False(string.IsNullOrWhiteSpace(en), rule.Id + " lacks its English words");
                Assert.False(string.IsNullOrWhiteSpace(de), rule.Id + " lacks its German words");
                Assert.True(PlaceHolders(en).SetEquals(PlaceHolders(de)), $"{rule.Id}: '{en}' and '{de}' do not name the same values");
            }
        }
    }

    [SkippableFact]
    public void The_list_of_errors_names_every_error_id()
    {
        var source = Path.Combine(Corpora.RepositoryRoot, "src");
        string[] assemblies = ["MailOps.Core/MailOps.Core.dll", "MailOps.Storage/MailOps.Storage.dll", "MailOps.PowerShell/MailOps.PowerShell.dll", "MailOps.Cli/mailops.dll"];
        var built = assemblies.Select(name => (Name: name, File: NewestBuild(Path.Combine(source, name)))).ToList();
        Skip.If(built.Exists(b => b.File is null), "Build the solution first; this lacks " + built.Find(b => b.File is null).Name);
        var used = built.SelectMany(b => ErrorIds(b.File!)).Distinct().Where(id => id != StoreType).OrderBy(i => i, StringComparer.Ordinal);
        var documented = Rows("errors.md").Select(r => r[0]).OrderBy(i => i, StringComparer.Ordinal);

        Assert.Equal(string.Join("\n", used), string.Join("\n", documented));
    }

    private static string? NewestBuild(string assembly)
    {
        var bin = Path.Combine(Path.GetDirectoryName(assembly)!, "bin");
        return !Directory.Exists(bin) ? null : Directory.GetFiles(bin, Path.GetFileName(assembly), SearchOption.AllDirectories)
            .Where(f => !f.Contains("netstandard", StringComparison.Ordinal))
            .OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
    }

    // The cells of each table row whose first cell is an id.
    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(Corpora.RepositoryRoot, "docs", file))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|').Skip(1).Select(cell => cell.Trim().Trim('`')).ToArray())
            .Where(cells => IsErrorId(cells[0]) || (cells[0].Length > 4 && cells[0].All(char.IsAsciiLetterOrDigit) && char.IsAsciiDigit(cells[0][^1])));

    private static string Lines(Dictionary<string, string> rows) =>
        string.Join("\n", rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Key + " " + r.Value));

    private static string Lower(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };

    private static HashSet<string> PlaceHolders(string template)
    {
        var found = new HashSet<string>();
        for (var i = 0; i < template.Length - 2; i++)
        {
            if (template[i] == '{' && char.IsAsciiDigit(template[i + 1]))
            {
                found.Add(template.Substring(i, 2));
            }
        }

        return found;
    }

    // String literals of the form MailOps.Area.Name, which nothing but an error id has.
    private static List<string> ErrorIds(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var reader = image.GetMetadataReader();
        var namespaces = reader.TypeDefinitions.Select(t => reader.GetTypeDefinition(t))
            .Select(t => reader.GetString(t.Namespace) + "." + reader.GetString(t.Name)).ToHashSet();
        var ids = new List<string>();
        for (var handle = System.Reflection.Metadata.Ecma335.MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = System.Reflection.Metadata.Ecma335.MetadataReaderExtensions.GetNextHandle(reader, handle))
        {
            var text = reader.GetUserString(handle);
            if (IsErrorId(text) && !namespaces.Contains(text))
            {
                ids.Add(text);
            }
        }

        return ids;
    }

    private static bool IsErrorId(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 3 && parts[0] == "MailOps"
            && parts.All(p => p.Length > 1 && char.IsAsciiLetterUpper(p[0]) && p.All(char.IsAsciiLetterOrDigit));
    }
}
