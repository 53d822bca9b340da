using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;
using MailOps.PowerShell;

namespace MailOps.Build;

/// <summary>
/// Packs the laid-out module as a gallery wants it: a NuGet package (Open Packaging Conventions) whose tags name the cmdlets and editions.
/// <c>Publish-PSResource -NupkgPath</c> takes it as it is.
/// </summary>
internal static class ModulePackage
{
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";

    public static string Write(BuildSettings settings)
    {
        var target = Path.Combine(settings.OutputFolder, "MailOps." + settings.ModuleVersion + ".nupkg");
        File.Delete(target);
        using var archive = ZipFile.Open(target, ZipArchiveMode.Create);
        var files = Directory.GetFiles(settings.ModuleFolder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(settings.ModuleFolder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            archive.CreateEntryFromFile(Path.Combine(settings.ModuleFolder, file), file);
        }

        Add(archive, "MailOps.nuspec", Specification(settings));
        Add(archive, "_rels/.rels", new XElement(
            Relationships + "Relationships",
            new XElement(
                Relationships + "Relationship",
                new XAttribute("Type", "http://schemas.microsoft.com/packaging/2010/07/manifest"),
                new XAttribute("Target", "/MailOps.nuspec"),
                new XAttribute("Id", "R1"))));
        Add(archive, "[Content_Types].xml", Types(files));
        return target;
    }

    private static XElement Specification(BuildSettings settings)
    {
        var cmdlets = CmdletReader.Read(typeof(MailOpsCmdlet).Assembly);
        string[] tags =
        [
            "PSModule", "PSEdition_Core", "PSEdition_Desktop", "PSIncludes_Cmdlet",
            .. cmdlets.Select(c => "PSCmdlet_" + c.Name), .. cmdlets.Select(c => "PSCommand_" + c.Name),
        ];
        return new XElement(
            Nuspec + "package",
            new XElement(
                Nuspec + "metadata",
                new XElement(Nuspec + "id", "MailOps"),
                new XElement(Nuspec + "version", settings.ModuleVersion),
                new XElement(Nuspec + "authors", "MailOps developers"),
                new XElement(Nuspec + "requireLicenseAcceptance", "false"),
                new XElement(Nuspec + "license", new XAttribute("type", "expression"), "MIT"),
                new XElement(Nuspec + "description", "Mail operations for admins, as PowerShell cmdlets."),
                new XElement(Nuspec + "tags", string.Join(' ', tags))));
    }

    private static XElement Types(System.Collections.Generic.IEnumerable<string> files)
    {
        var named = files.Where(f => Path.GetExtension(f).Length == 0);
        var extensions = files.Select(f => Path.GetExtension(f).TrimStart('.')).Append("nuspec").Where(e => e.Length > 0).Distinct();
        return new XElement(
            ContentTypes + "Types",
            new XElement(
                ContentTypes + "Default",
                new XAttribute("Extension", "rels"),
                new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            extensions.Select(extension => new XElement(
                ContentTypes + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", "application/octet"))),
            named.Select(file => new XElement(
                ContentTypes + "Override", new XAttribute("PartName", "/" + file), new XAttribute("ContentType", "application/octet"))));
    }

    private static void Add(ZipArchive archive, string name, XElement content)
    {
        using var stream = archive.CreateEntry(name).Open();
        new XDocument(content).Save(stream);
    }
}
