using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using MailOps.Build;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class ViewTests
{
    private static readonly IReadOnlyList<CmdletModel> Cmdlets = CmdletReader.Read(typeof(MailOpsCmdlet).Assembly);
    private static readonly XDocument Views = FormatFile.Merge(Path.Combine(RepositoryRoot, "src", "MailOps.PowerShell", "Views"));
    private static readonly Assembly[] Assemblies = [typeof(Finding).Assembly, typeof(MailOpsCmdlet).Assembly];

    private static string RepositoryRoot => typeof(ViewTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Every_result_of_a_cmdlet_has_a_view()
    {
        var results = Cmdlets.SelectMany(c => c.OutputTypes).Append(typeof(Finding)).Where(t => Assemblies.Contains(t.Assembly)).Distinct();
        var viewed = Views.Descendants("TypeName").Select(t => t.Value).ToHashSet(StringComparer.Ordinal);
        var missing = results.Select(t => t.FullName!).Where(name => !viewed.Contains(name)).ToList();
        Assert.True(missing.Count == 0, "No view for: " + string.Join(", ", missing));
    }

    [Fact]
    public void Every_view_shows_existing_properties_of_existing_types()
    {
        var faults = new List<string>();
        foreach (var view in Views.Descendants("View"))
        {
            foreach (var name in view.Element("ViewSelectedBy")!.Elements("TypeName").Select(t => t.Value))
            {
                if (name.StartsWith("Deserialized.", StringComparison.Ordinal))
                {
                    continue;
                }

                var type = Assemblies.Select(a => a.GetType(name)).FirstOrDefault(t => t is not null);
                if (type is null)
                {
                    faults.Add("no type " + name);
                    continue;
                }

                faults.AddRange(view.Descendants("PropertyName").Select(p => p.Value)
                    .Where(property => type.GetProperty(property) is null)
                    .Select(property => name + " has no " + property));
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void Every_view_also_serves_what_comes_out_of_a_job()
    {
        foreach (var view in Views.Descendants("ViewSelectedBy"))
        {
            var names = view.Elements("TypeName").Select(t => t.Value).ToList();
            var live = names.Where(n => !n.StartsWith("Deserialized.", StringComparison.Ordinal)).ToList();
            Assert.All(live, name => Assert.Contains("Deserialized." + name, names));
        }
    }

    [Fact]
    public void Foreign_text_is_made_safe_to_show()
    {
        var safe = ForeignCells.MakeSafe(new XDocument(Views));
        var cells = safe.Descendants("TableColumnItem").Concat(safe.Descendants("ListItem")).ToList();
        Assert.DoesNotContain(cells, cell => cell.Element("PropertyName")?.Value is "Address" or "Subject" or "Diagnostic");
        var scripts = cells.Select(cell => cell.Element("ScriptBlock")?.Value).OfType<string>().ToList();
        Assert.Contains("[MailOps.PowerShell.ViewText]::Cell($_.Address)", scripts);
        Assert.All(scripts, script => Assert.StartsWith("[MailOps.PowerShell.ViewText]::", script, StringComparison.Ordinal));
        Assert.All(
            safe.Descendants("ListItem").Where(item => item.Element("ScriptBlock") is not null),
            item => Assert.NotNull(item.Element("Label")));
    }

    [Fact]
    public void A_table_has_as_many_headers_as_columns()
    {
        foreach (var table in Views.Descendants("TableControl"))
        {
            var headers = table.Element("TableHeaders")!.Elements("TableColumnHeader").Count();
            Assert.All(table.Descendants("TableColumnItems"), row => Assert.Equal(headers, row.Elements("TableColumnItem").Count()));
        }
    }

    // A first column without a width makes the engine size all columns by what they hold, and cut off those that no longer fit.
    [Fact]
    public void A_table_begins_with_a_fixed_column_and_fits_into_80()
    {
        const int LeastReadable = 8;
        foreach (var table in Views.Descendants("TableControl"))
        {
            var name = (string)table.Parent!.Element("Name")!;
            var widths = table.Descendants("TableColumnHeader").Select(h => (int?)h.Element("Width") ?? 0).ToList();
            Assert.True(widths[0] > 0, name + " begins with a column without a width");
            var needed = widths.Sum(w => w == 0 ? LeastReadable : w) + widths.Count - 1;
            Assert.True(needed <= 80, $"{name} needs {needed} columns");
        }
    }
}
