using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace MailOps.Build;

/// <summary>
/// Joins the views of all areas into one file, since each file costs time at import, and lets every view also serve what comes out of a
/// job or a CLIXML file, <c>Deserialized.MailOps.…</c>.
/// </summary>
internal static class FormatFile
{
    // Without the white space between elements, of which the engine would make nodes at every import.
    public static void Write(string target, string folder) =>
        ForeignCells.MakeSafe(Merge(folder)).Save(target, SaveOptions.DisableFormatting);

    public static XDocument Merge(string folder)
    {
        var sources = Directory.GetFiles(folder, "*.format.ps1xml").Order(System.StringComparer.Ordinal).Select(XDocument.Load).ToList();
        var views = sources.SelectMany(source => source.Root!.Elements("ViewDefinitions").Elements("View"));
        var controls = sources.SelectMany(source => source.Root!.Elements("Controls").Elements("Control"));
        var selections = sources.SelectMany(source => source.Root!.Elements("SelectionSets").Elements("SelectionSet"));
        var merged = new XDocument(
            new XElement(
                "Configuration",
                NotEmpty(new XElement("SelectionSets", selections)),
                NotEmpty(new XElement("Controls", controls)),
                new XElement("ViewDefinitions", views)));
        foreach (var name in merged.Descendants("ViewSelectedBy").Elements("TypeName").ToList())
        {
            name.AddAfterSelf(new XElement("TypeName", "Deserialized." + name.Value));
        }

        return merged;
    }

    private static XElement? NotEmpty(XElement element) => element.HasElements ? element : null;
}
