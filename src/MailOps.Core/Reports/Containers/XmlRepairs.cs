using System;
using System.Collections.Generic;

namespace MailOps.Reports;

/// <summary>What had to be mended to read a document as XML.</summary>
[Flags]
internal enum XmlRepairs
{
    None = 0,
    Octets = 1,
    Controls = 2,
    Ampersand = 4,
}

/// <summary>Repairs in words.</summary>
internal static class XmlRepairTexts
{
    private static readonly (XmlRepairs Repair, Localized Text)[] Texts =
    [
        (XmlRepairs.Octets, new("octets that are no text", "Oktette, die kein Text sind")),
        (XmlRepairs.Controls, new("control characters", "Steuerzeichen")),
        (XmlRepairs.Ampersand, new("a bare &", "ein nacktes &")),
    ];

    public static string Describe(XmlRepairs repairs)
    {
        var found = new List<string>();
        foreach (var (repair, text) in Texts)
        {
            if ((repairs & repair) != 0)
            {
                found.Add(text.Current);
            }
        }

        return string.Join(", ", found);
    }
}
