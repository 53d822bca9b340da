using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace MailOps.Build.Help;

/// <summary>Writes what Get-Help reads (MAML, the schema of PSMaml).</summary>
internal static class MamlFile
{
    private static readonly XNamespace Items = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    // What the engine adds to every cmdlet that changes something.
    private static readonly (string Name, string Alias, string Text)[] ShouldProcess =
    [
        ("WhatIf", "wi", "Shows what would happen, and changes nothing."),
        ("Confirm", "cf", "Asks before anything is changed."),
    ];

    public static void Write(string target, IReadOnlyList<CmdletModel> cmdlets, XmlDocumentation documentation) =>
        new XDocument(
            new XElement(
                Items + "helpItems",
                new XAttribute("schema", "maml"),
                cmdlets.Select(cmdlet => Write(cmdlet, documentation)))).Save(target);

    private static XElement Write(CmdletModel cmdlet, XmlDocumentation documentation) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "command", Command.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "dev", Dev.NamespaceName),
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Description(documentation.Summary(cmdlet.Type))),
        Description(documentation.Remarks(cmdlet.Type)),
        new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => SyntaxOf(cmdlet, set, documentation))),
        new XElement(
            Command + "parameters",
            cmdlet.Parameters.OrderBy(p => p.Name, StringComparer.Ordinal)
                .Select(p => ParameterOf(p, p.Uses[0], documentation)),
            cmdlet.SupportsShouldProcess ? ShouldProcess.Select(SwitchOf) : null),
        new XElement(
            Command + "inputTypes",
            cmdlet.Parameters.Where(p => p.Uses.Any(u => u.ByValue || u.ByPropertyName)).Select(p => new XElement(
                Command + "inputType",
                TypeOf(NameOf(p.Property.PropertyType)),
                Description(documentation.Summary(p.Property))))),
        new XElement(
            Command + "returnValues",
            cmdlet.OutputTypes.Select(type => new XElement(Command + "returnValue", TypeOf(type.FullName!)))),
        new XElement(
            Command + "examples",
            documentation.Examples(cmdlet.Type).Select((example, index) => new XElement(
                Command + "example",
                new XElement(Maml + "title", string.Create(CultureInfo.InvariantCulture, $"-------- Example {index + 1} --------")),
                new XElement(Dev + "code", example.Code),
                new XElement(Dev + "remarks", Paragraphs(example.Remarks))))),
        new XElement(
            Command + "relatedLinks",
            new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", "about_MailOps"), new XElement(Maml + "uri"))));

    private static XElement SyntaxOf(CmdletModel cmdlet, string set, XmlDocumentation documentation) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        cmdlet.Parameters
            .Select(parameter => (Parameter: parameter, Use: parameter.UseIn(set)))
            .Where(found => found.Use is not null)
            .OrderBy(found => found.Use!.Position ?? int.MaxValue)
            .ThenBy(found => !found.Use!.Mandatory)
            .Select(found => ParameterOf(found.Parameter, found.Use!, documentation)),
        cmdlet.SupportsShouldProcess ? ShouldProcess.Select(SwitchOf) : null);

    private static XElement ParameterOf(ParameterModel parameter, ParameterUse use, XmlDocumentation documentation)
    {
        var type = parameter.Property.PropertyType;
        var isSwitch = type.Name == "SwitchParameter";
        return new XElement(
            Command + "parameter",
            new XAttribute("required", Text(use.Mandatory)),
            new XAttribute("variableLength", Text(type.IsArray)),
            new XAttribute("globbing", Text(parameter.SupportsWildcards)),
            new XAttribute("pipelineInput", PipelineInput(parameter)),
            new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Description(documentation.Summary(parameter.Property)),
            parameter.ValidValues.Count == 0
                ? null
                : new XElement(
                    Command + "parameterValueGroup",
                    parameter.ValidValues.Select(value => ValueOf(value, isArray: false))),
            isSwitch ? null : ValueOf(NameOf(type), type.IsArray),
            TypeOf(NameOf(type)));
    }

    private static XElement SwitchOf((string Name, string Alias, string Text) common) => new(
        Command + "parameter",
        new XAttribute("required", "false"),
        new XAttribute("variableLength", "false"),
        new XAttribute("globbing", "false"),
        new XAttribute("pipelineInput", "False"),
        new XAttribute("position", "named"),
        new XAttribute("aliases", common.Alias),
        new XElement(Maml + "name", common.Name),
        Description([common.Text]),
        TypeOf("SwitchParameter"));

    private static string PipelineInput(ParameterModel parameter)
    {
        var byValue = parameter.Uses.Any(u => u.ByValue);
        var byName = parameter.Uses.Any(u => u.ByPropertyName);
        return (byValue, byName) switch
        {
            (true, true) => "True (ByValue, ByPropertyName)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => "False",
        };
    }

    private static XElement ValueOf(string text, bool isArray) => new(
        Command + "parameterValue", new XAttribute("required", "true"), new XAttribute("variableLength", Text(isArray)), text);

    private static XElement TypeOf(string name) => new(Dev + "type", new XElement(Maml + "name", name));

    private static XElement Description(IReadOnlyList<string> paragraphs) => new(Maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IReadOnlyList<string> paragraphs) =>
        paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph));

    private static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? NameOf(inner)
        : type.IsArray ? NameOf(type.GetElementType()!) + "[]"
        : type.Name;

    private static string Text(bool value) => value ? "true" : "false";
}
