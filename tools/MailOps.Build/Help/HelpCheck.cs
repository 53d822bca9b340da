using System.Collections.Generic;
using System.Linq;

namespace MailOps.Build.Help;

/// <summary>What the help of a cmdlet must have.</summary>
internal static class HelpCheck
{
    private const int MinimumExamples = 2;

    public static IEnumerable<string> Faults(IReadOnlyList<CmdletModel> cmdlets, XmlDocumentation documentation) =>
        cmdlets.SelectMany(cmdlet => Faults(cmdlet, documentation).Select(fault => cmdlet.Name + ": " + fault));

    private static IEnumerable<string> Faults(CmdletModel cmdlet, XmlDocumentation documentation)
    {
        if (documentation.Summary(cmdlet.Type).Count == 0)
        {
            yield return "no <summary>";
        }

        if (documentation.Remarks(cmdlet.Type).Count == 0)
        {
            yield return "no <remarks> (the description)";
        }

        if (cmdlet.OutputTypes.Count == 0)
        {
            yield return "no [OutputType]";
        }

        var examples = documentation.Examples(cmdlet.Type);
        if (examples.Count < MinimumExamples)
        {
            yield return "fewer than two <example>s";
        }

        foreach (var example in examples.Where(e => e.Code.Length == 0 || e.Remarks.Count == 0))
        {
            yield return "an <example> without <code> or without words: " + example.Code + string.Concat(example.Remarks);
        }

        foreach (var parameter in cmdlet.Parameters.Where(p => documentation.Summary(p.Property).Count == 0))
        {
            yield return "-" + parameter.Name + " has no <summary>";
        }
    }
}
