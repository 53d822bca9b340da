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
/// they would be bare numbers otherwise. Results go as deep as they are, and become what they were where the module is loaded. Every entry costs
/// about a tenth of a millisecond at import, so there is one only for what a cmdlet writes: <see cref="ResultRecordConverter"/> makes the parts again.
/// <para>A class named without its assembly is looked for in every assembly of the process, whatever case its letters have, which costs a tenth of
/// the import. Windows PowerShell needs it so: .NET Framework does not find by name what was loaded from a path. For PowerShell 7 the assembly
/// is named.</para>
/// </summary>
internal sealed class TypesFile
{
    // What Start-Job uses when a type does not say otherwise.
    private const int DefaultDepth = 1;

    private readonly bool _namesAssembly;

    private TypesFile(bool namesAssembly) => _namesAssembly = namesAssembly;

    public static void Write(string target, IReadOnlyList<Assembly> assemblies, IReadOnlyList<CmdletModel> cmdlets, bool namesAssembly) =>
        Create(assemblies, cmdlets, namesAssembly).Save(target, SaveOptions.DisableFormatting);

    public static XDocument Create(IReadOnlyList<Assembly> assemblies, IReadOnlyList<CmdletModel> cmdlets, bool namesAssembly) =>
        new TypesFile(namesAssembly).Create(assemblies, cmdlets);

    private XDocument Create(IReadOnlyList<Assembly> assemblies, IReadOnlyList<CmdletModel> cmdlets)
    {
        var written = cmdlets.SelectMany(cmdlet => cmdlet.OutputTypes).Concat(ResultTypes.Shared).ToHashSet();
        var reachable = ResultTypes.Reachable(written, assemblies);
        var names = reachable.Where(type => type.IsEnum || ResultTypes.IsText(type))
            .Select(type => TypeOf(type.FullName!, null, Note("SerializationMethod", "String")));
        var results = reachable.Where(type => !type.IsEnum && !ResultTypes.IsText(type) && (written.Contains(type) || ResultTypes.ContainsItself(type)))
            .SelectMany(ForResult);
        return new XDocument(new XElement("Types", names, TypeOf(typeof(ResultBag).FullName!, typeof(ResultBagConverter), null), results));
    }

    private IEnumerable<XElement> ForResult(Type type)
    {
        var converter = ResultTypes.WhyNotWhole(type) is not null ? null
            : ResultTypes.IsList(type) ? typeof(ResultListConverter)
            : typeof(ResultRecordConverter);
        var depth = ResultTypes.Depth(type);
        var depthNote = depth > DefaultDepth && !ResultTypes.IsList(type)
            ? Note("SerializationDepth", depth.ToString(CultureInfo.InvariantCulture))
            : null;
        if (converter is not null || depthNote is not null)
        {
            yield return TypeOf(type.FullName!, converter, depthNote);
        }

        if (converter is not null)
        {
            yield return TypeOf("Deserialized." + type.FullName, null, Note("TargetTypeForDeserialization", NameOf(typeof(ResultBag))));
        }
    }

    private XElement TypeOf(string name, Type? converter, XElement? standardMember) => new(
        "Type",
        new XElement("Name", name),
        standardMember is null
            ? null
            : new XElement(
                "Members",
                new XElement("MemberSet", new XElement("Name", "PSStandardMembers"), new XElement("Members", standardMember))),
        converter is null ? null : new XElement("TypeConverter", new XElement("TypeName", NameOf(converter))));

    private string NameOf(Type type) => _namesAssembly ? type.FullName + ", " + type.Assembly.GetName().Name : type.FullName!;

    private static XElement Note(string name, string value) =>
        new("NoteProperty", new XElement("Name", name), new XElement("Value", value));
}
