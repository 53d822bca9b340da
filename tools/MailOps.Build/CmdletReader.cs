using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace MailOps.Build;

/// <summary>
/// Reads the cmdlets of an assembly from their attributes as data: the engine is not here, and the attributes of the package that stands
/// for it answer null to everything.
/// </summary>
internal static class CmdletReader
{
    private const string Engine = "System.Management.Automation.";

    public static IReadOnlyList<CmdletModel> Read(Assembly assembly) =>
        assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract)
            .Select(type => (Type: type, Attribute: Find(type, "CmdletAttribute")))
            .Where(found => found.Attribute is not null)
            .Select(found => Read(found.Type, found.Attribute!))
            .OrderBy(cmdlet => cmdlet.Noun, StringComparer.Ordinal)
            .ThenBy(cmdlet => cmdlet.Verb, StringComparer.Ordinal)
            .ToList();

    private static CmdletModel Read(Type type, CustomAttributeData cmdlet) => new()
    {
        Type = type,
        Verb = (string)cmdlet.ConstructorArguments[0].Value!,
        Noun = (string)cmdlet.ConstructorArguments[1].Value!,
        DefaultParameterSet = Named<string>(cmdlet, "DefaultParameterSetName"),
        SupportsShouldProcess = Named<bool>(cmdlet, "SupportsShouldProcess"),
        OutputTypes = All(type, "OutputTypeAttribute")
            .SelectMany(a => (IEnumerable<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)
            .Select(argument => argument.Value).OfType<Type>().ToList(),
        Parameters = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => Find(property, "ParameterAttribute") is not null)
            .Select(Read)
            .ToList(),
    };

    private static ParameterModel Read(PropertyInfo property) => new()
    {
        Property = property,
        Aliases = Strings(Find(property, "AliasAttribute")),
        SupportsWildcards = Find(property, "SupportsWildcardsAttribute") is not null,
        ValidValues = Strings(Find(property, "ValidateSetAttribute")),
        Uses = All(property, "ParameterAttribute").Select(attribute => new ParameterUse
        {
            Set = Named<string>(attribute, "ParameterSetName") ?? ParameterModel.AllSets,
            Mandatory = Named<bool>(attribute, "Mandatory"),
            Position = attribute.NamedArguments.Any(a => a.MemberName == "Position") ? Named<int>(attribute, "Position") : null,
            ByValue = Named<bool>(attribute, "ValueFromPipeline"),
            ByPropertyName = Named<bool>(attribute, "ValueFromPipelineByPropertyName"),
            Remaining = Named<bool>(attribute, "ValueFromRemainingArguments"),
        }).ToList(),
    };

    private static IReadOnlyList<string> Strings(CustomAttributeData? attribute) =>
        attribute is null
            ? []
            : [.. ((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!).Select(a => (string)a.Value!)];

    private static T? Named<T>(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue.Value is T value ? value : default;

    private static CustomAttributeData? Find(MemberInfo member, string name) => All(member, name).FirstOrDefault();

    private static IEnumerable<CustomAttributeData> All(MemberInfo member, string name) =>
        member.CustomAttributes.Where(a => a.AttributeType.FullName == Engine + name);
}
