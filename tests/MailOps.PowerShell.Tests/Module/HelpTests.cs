using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MailOps.Build;
using MailOps.Build.Help;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class HelpTests
{
    private static readonly IReadOnlyList<CmdletModel> Cmdlets = CmdletReader.Read(typeof(MailOpsCmdlet).Assembly);
    private static readonly XmlDocumentation Documentation = XmlDocumentation.Beside(typeof(MailOpsCmdlet).Assembly);

    [Fact]
    public void Every_cmdlet_and_parameter_has_help_and_every_cmdlet_an_output_type()
    {
        Assert.NotEmpty(Cmdlets);
        var faults = HelpCheck.Faults(Cmdlets, Documentation).ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void A_cmdlet_without_help_is_noticed()
    {
        var empty = new XmlDocumentation(XDocument.Parse("<doc><members/></doc>"));
        var faults = HelpCheck.Faults(Cmdlets, empty).ToList();
        Assert.Contains("ConvertTo-MailOpsJson: no <summary>", faults);
        Assert.Contains("ConvertTo-MailOpsJson: no <remarks> (the description)", faults);
        Assert.Contains("ConvertTo-MailOpsJson: fewer than two <example>s", faults);
        Assert.Contains("ConvertTo-MailOpsJson: -InputObject has no <summary>", faults);
    }

    [Fact]
    public void References_and_line_breaks_of_the_source_become_plain_text()
    {
        var type = typeof(ConvertToMailOpsJsonCommand);
        var documentation = new XmlDocumentation(XDocument.Parse(
            $"""
             <doc><members><member name="T:{type.FullName}">
               <remarks><para>Takes
                 <see cref="P:MailOps.PowerShell.SomeCommand.Delay"/> or <see langword="null"/>.</para><para>Second.</para></remarks>
               <example><code>
                 one |
                   two
               </code>Words.</example>
             </member></members></doc>
             """));
        Assert.Equal(["Takes Delay or null.", "Second."], documentation.Remarks(type));
        var example = Assert.Single(documentation.Examples(type));
        Assert.Equal("one |\n  two", example.Code);
        Assert.Equal(["Words."], example.Remarks);
    }
}
