using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using MailOps.PowerShell;

namespace MailOps.Build;

/// <summary>
/// How objects travel through jobs, remoting and CLIXML. Enums go as their names, so that <c>-eq 'Hard'</c> holds on the other side, where
/// they would be bare numbers otherwise. Results go as deep as they are, and become what they were where the module is loaded.
/// </summary>
internal static class TypesFile
{
    // What Start-Job uses when a type does not say otherwise.
    private const int DefaultDepth = 1;

    public static void Write(string target, IReadOnlyList<Assembly> assemblies, IReadOnlyList<CmdletModel> cmdlets) =>
        Create(assemblies, cmdlets).Save(target);

    public static XDocument Create(IReadOnlyList<Assembly> assemblies, IReadOnlyList<CmdletModel> cmdlets)
    {
        var enums = assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type.IsEnum)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => TypeOf(type.FullName!, Note("SerializationMethod", "String")));
        var results = ResultTypes.Reachable(cmdlets.SelectMany(cmdlet => cmdlet.OutputTypes), assemblies).SelectMany(ForResult);
        return new XDocument(new XElement("Types", enums, results));
    }

    private static IEnumerable<XElement> ForResult(Type type)
    {
        var depth = ResultTypes.Depth(type);
        if (ResultTypes.IsList(type))
        {
            yield return new XElement(
                "Type",
                new XElement("Name", type.FullName),
                new XElement("TypeConverter", new XElement("TypeName", typeof(ResultListConverter).FullName)));
        }
        else if (depth > DefaultDepth)
        {
            yield return TypeOf(type.FullName!, Note("SerializationDepth", depth.ToString(CultureInfo.InvariantCulture)));
        }

        yield return TypeOf("Deserialized." + type.FullName, Note("TargetTypeForDeserialization", type.FullName!));
    }

    private static XElement TypeOf(string name, params XElement[] standardMembers) => new(
        "Type",
        new XElement("Name", name),
        new XElement(
            "Members",
            new XElement("MemberSet", new XElement("Name", "PSStandardMembers"), new XElement("Members", standardMembers))));

    private static XElement Note(string name, string value) =>
        new("NoteProperty", new XElement("Name", name), new XElement("Value", value));
}
