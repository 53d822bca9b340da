using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Build;

/// <summary>Fills version and exports into the manifest of the repository: wildcard exports would break auto-loading.</summary>
internal static class Manifest
{
    private const string VersionPlace = "ModuleVersion = '0.0.0'";
    private const string CmdletsPlace = "CmdletsToExport = @()";

    public static string Fill(string template, string version, IReadOnlyList<CmdletModel> cmdlets)
    {
        // One list with commas: without, each line is a statement of its own that the engine would run at every import.
        var names = string.Join(',', cmdlets.Select(cmdlet => "\n    '" + cmdlet.Name + "'"));
        return Replace(
            Replace(template, VersionPlace, "ModuleVersion = '" + version + "'"),
            CmdletsPlace,
            "CmdletsToExport = @(" + names + "\n  )");
    }

    private static string Replace(string text, string place, string value) =>
        text.Contains(place, StringComparison.Ordinal)
            ? text.Replace(place, value, StringComparison.Ordinal)
            : throw new InvalidOperationException("MailOps.psd1 has no line: " + place);
}
