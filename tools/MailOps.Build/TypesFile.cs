using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

namespace MailOps.Build;

/// <summary>
/// How objects travel through jobs, remoting and CLIXML. Enums go as their names, so that <c>-eq 'Hard'</c> holds on the other side, where
/// they would be bare numbers otherwise.
/// </summary>
internal static class TypesFile
{
    public static void Write(string target, IReadOnlyList<Assembly> assemblies, IReadOnlyList<CmdletModel> cmdlets) =>
        Create(assemblies, cmdlets).Save(target);

    public static XDocument Create(IReadOnlyList<Assembly> assemblies, IReadOnlyList<CmdletModel> cmdlets)
    {
        var types = assemblies.SelectMany(assembly => assembly.GetExportedTypes()).OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();
        var enums = types.Where(type => type.IsEnum).Select(type => TypeOf(type, Note("SerializationMethod", "String")));
        return new XDocument(new XElement("Types", enums));
    }

    private static XElement TypeOf(Type type, params XElement[] standardMembers) => new(
        "Type",
        new XElement("Name", type.FullName),
        new XElement(
            "Members",
            new XElement("MemberSet", new XElement("Name", "PSStandardMembers"), new XElement("Members", standardMembers))));

    private static XElement Note(string name, string value) =>
        new("NoteProperty", new XElement("Name", name), new XElement("Value", value));
}
