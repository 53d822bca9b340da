using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MailOps.Cli;

/// <summary>The files of <c>examples/</c> that the program carries along for its quickstart.</summary>
internal static class Samples
{
    private const string Prefix = "examples/";

    public static IEnumerable<string> Names(string folder) => typeof(Samples).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix + folder, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..])
        .OrderBy(name => name, StringComparer.Ordinal);

    public static byte[] Read(string name)
    {
        using var resource = typeof(Samples).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new FileNotFoundException("The program carries no sample of this name.", name);
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
