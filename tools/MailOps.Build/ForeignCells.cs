using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace MailOps.Build;

/// <summary>
/// Lets the cells that show foreign text pass through the module's ViewText: the engine writes text as it is, and a subject or an address could
/// steer the terminal or turn around what stands beside it. Numbers, times and verdicts stay plain properties: there is nothing in them to make safe.
/// </summary>
internal static class ForeignCells
{
    private static readonly HashSet<string> Foreign = new(StringComparer.Ordinal)
    {
        "Address", "CanonicalAddress", "Diagnostic", "DisplayName", "From", "Group", "HeaderFrom", "Input", "LastReply", "MessageId", "OriginalRecipient",
        "ProbeReply", "Record", "RemoteMta", "Reporter", "ReportingMta", "Sender", "Subject", "Suggestion", "Term", "Text", "Title", "Value",
    };

    /// <summary>Changes the views in place.</summary>
    public static XDocument MakeSafe(XDocument views)
    {
        foreach (var table in views.Descendants("TableControl"))
        {
            foreach (var row in table.Descendants("TableColumnItems"))
            {
                LabelHeaders(table.Element("TableHeaders")!.Elements("TableColumnHeader"), row.Elements("TableColumnItem"));
            }
        }

        foreach (var item in views.Descendants("TableColumnItem"))
        {
            PassThrough(item, "Cell");
        }

        foreach (var item in views.Descendants("ListItem"))
        {
            if (item.Element("Label") is null && ForeignProperty(item) is { } property)
            {
                item.AddFirst(new XElement("Label", property.Value));
            }

            PassThrough(item, "Whole");
        }

        return views;
    }

    // Without a label of its own a column is called after its property, and a script has no name.
    private static void LabelHeaders(IEnumerable<XElement> headers, IEnumerable<XElement> items)
    {
        foreach (var (header, item) in headers.Zip(items))
        {
            if (header.Element("Label") is null && ForeignProperty(item) is { } property)
            {
                header.AddFirst(new XElement("Label", property.Value));
            }
        }
    }

    private static void PassThrough(XElement item, string method)
    {
        if (ForeignProperty(item) is { } property)
        {
            property.ReplaceWith(new XElement("ScriptBlock", $"[MailOps.PowerShell.ViewText]::{method}($_.{property.Value})"));
        }
        else if (item.Element("ScriptBlock") is { } script && !script.Value.StartsWith("[MailOps.PowerShell.ViewText]::", StringComparison.Ordinal))
        {
            script.Value = $"[MailOps.PowerShell.ViewText]::{method}($({script.Value}))";
        }
    }

    private static XElement? ForeignProperty(XElement item) => item.Element("PropertyName") is { } property && Foreign.Contains(property.Value) ? property : null;
}
