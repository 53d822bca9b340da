using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace MailOps.Build.Help;

/// <summary>The XML documentation of an assembly as plain paragraphs: the one source of Get-Help.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    public XmlDocumentation(XDocument document) =>
        _members = document.Root!.Element("members")!.Elements("member").ToDictionary(m => (string)m.Attribute("name")!, StringComparer.Ordinal);

    public static XmlDocumentation Beside(Assembly assembly) => new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    public IReadOnlyList<string> Summary(Type type) => Paragraphs(Find(type)?.Element("summary"));

    public IReadOnlyList<string> Remarks(Type type) => Paragraphs(Find(type)?.Element("remarks"));

    /// <summary>What a parameter is; it may be declared in a base class.</summary>
    public IReadOnlyList<string> Summary(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        type = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return Paragraphs(_members.GetValueOrDefault("P:" + type.FullName + "." + property.Name)?.Element("summary"));
    }

    /// <summary>The examples: code first, then words.</summary>
    public IReadOnlyList<HelpExample> Examples(Type type) =>
        Find(type)?.Elements("example").Select(example => new HelpExample
        {
            Code = Dedent(example.Element("code")?.Value ?? ""),
            Remarks = Paragraphs(new XElement("remarks", example.Nodes().Where(node => node is not XElement { Name.LocalName: "code" }))),
        }).ToList() ?? [];

    private XElement? Find(Type type) => _members.GetValueOrDefault("T:" + type.FullName);

    private static List<string> Paragraphs(XElement? element)
    {
        var paragraphs = new List<string>();
        var line = new StringBuilder();
        if (element is not null)
        {
            Read(element, line, paragraphs);
            Flush(line, paragraphs);
        }

        return paragraphs;
    }

    private static void Read(XElement element, StringBuilder line, List<string> paragraphs)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText text:
                    line.Append(text.Value);
                    break;
                case XElement { Name.LocalName: "para" or "item" } block:
                    Flush(line, paragraphs);
                    line.Append(block.Name.LocalName == "item" ? "- " : "");
                    Read(block, line, paragraphs);
                    Flush(line, paragraphs);
                    break;
                case XElement { Name.LocalName: "see" or "paramref" or "seealso" } reference:
                    line.Append(NameOf(reference));
                    break;
                case XElement other:
                    Read(other, line, paragraphs);
                    break;
            }
        }
    }

    // Line breaks of the source are no line breaks of the text.
    private static void Flush(StringBuilder line, List<string> paragraphs)
    {
        var text = string.Join(' ', line.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line.Clear();
        if (text.Length > 0)
        {
            paragraphs.Add(text);
        }
    }

    private static string NameOf(XElement reference)
    {
        var target = (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("href");
        if (target is not null)
        {
            return target;
        }

        // P:MailOps.PowerShell.SomeCommand.Delay reads as Delay.
        var id = (string)reference.Attribute("cref")!;
        var end = id.IndexOf('(', StringComparison.Ordinal);
        var path = end < 0 ? id : id[..end];
        return path[(path.LastIndexOfAny(['.', ':']) + 1)..];
    }

    private static string Dedent(string code)
    {
        var lines = code.Split('\n').Select(l => l.TrimEnd()).SkipWhile(l => l.Length == 0).Reverse().SkipWhile(l => l.Length == 0).Reverse().ToList();
        var indent = lines.Where(l => l.Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(l => l.Length > indent ? l[indent..] : ""));
    }
}

internal sealed record HelpExample
{
    public required string Code { get; init; }

    public required IReadOnlyList<string> Remarks { get; init; }
}
