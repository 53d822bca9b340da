using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using MailOps.Addresses;
using MailOps.Net;

namespace MailOps.PowerShell;

/// <summary>Names the properties of an object that has not the one looked for, so that the right one can be picked.</summary>
internal static class SeenProperties
{
    private const int Most = 10;

    /// <summary>The first properties of an object, or keys of a hashtable, with commas.</summary>
    public static string Of(object? input)
    {
        var value = input is PSObject wrapper ? wrapper.BaseObject : input;
        List<string> names = value switch
        {
            null => [],
            IDictionary dictionary => [.. dictionary.Keys.OfType<string>()],
            _ => [.. PSObject.AsPSObject(input!).Properties.Select(property => property.Name)],
        };
        if (names.Count == 0)
        {
            return ErrorTexts.NoProperties.Current;
        }

        // Titles of somebody's file: they reach the terminal as text only.
        var shown = names.Take(Most).Select(name => WireText.Preview(LookAlikes.WithoutHidden(WireText.Printable(name)), 40)).ToList();
        if (names.Count > Most)
        {
            shown.Add(string.Format(CultureInfo.InvariantCulture, ErrorTexts.MoreProperties.Current, names.Count - Most));
        }

        return string.Join(", ", shown);
    }
}
