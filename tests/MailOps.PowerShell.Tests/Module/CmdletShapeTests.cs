using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Build;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class CmdletShapeTests
{
    private const int MaximumByPropertyName = 3;

    private static readonly IReadOnlyList<CmdletModel> Cmdlets = CmdletReader.Read(typeof(MailOpsCmdlet).Assembly);

    // Of the verbs that Get-Verb approves, those a mail admin would expect here.
    private static readonly string[] Verbs =
    [
        "Add", "Approve", "Clear", "Complete", "ConvertFrom", "ConvertTo", "Export", "Get", "Import", "Initialize", "Invoke", "Measure", "New",
        "Receive", "Register", "Remove", "Restore", "Resume", "Send", "Set", "Stop", "Suspend", "Test", "Undo", "Unregister", "Update",
    ];

    public static TheoryData<string> Names() => new(Cmdlets.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_verb_is_an_approved_one(string name) => Assert.Contains(Find(name).Verb, Verbs);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_sealed_and_derives_from_our_base_class(string name)
    {
        Assert.True(Find(name).Type.IsSealed);
        Assert.True(Find(name).Type.IsSubclassOf(typeof(MailOpsCmdlet)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void At_most_three_parameters_bind_by_property_name(string name) =>
        Assert.InRange(Find(name).Parameters.Count(p => p.Uses.Any(u => u.ByPropertyName)), 0, MaximumByPropertyName);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_set_with_mandatory_pipeline_input_has_one_source_by_value(string name)
    {
        var cmdlet = Find(name);
        foreach (var set in cmdlet.ParameterSets)
        {
            // A draft chooses its set by its type; InputObject, which is in all sets, takes every other object.
            var byValue = cmdlet.Parameters.Where(p => p.UseIn(set) is { ByValue: true }).Select(p => p.Name).Where(n => set != "Draft" || n != "InputObject").ToList();
            Assert.True(byValue.Count <= 1, $"{name}, set {set}: more than one parameter by value: {string.Join(", ", byValue)}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_changes_something_can_be_tried_out(string name)
    {
        var cmdlet = Find(name);
        string[] changing = ["Add", "Clear", "Import", "Invoke", "Remove", "Restore", "Resume", "Send", "Set", "Stop", "Suspend", "Undo", "Update"];
        if (changing.Contains(cmdlet.Verb, StringComparer.Ordinal))
        {
            Assert.True(cmdlet.SupportsShouldProcess, name + " changes something and has no -WhatIf");
        }
    }

    private static CmdletModel Find(string name) => Cmdlets.Single(c => c.Name == name);
}
