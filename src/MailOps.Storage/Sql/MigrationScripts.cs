using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;

namespace MailOps.Storage.Sql;

/// <summary>
/// The scripts that bring the tables of a store from one version to the next: one for every database (Sql/Migrations), in the words of
/// SQLite, and where a database needs more, one of its own under the same number.
/// </summary>
internal static class MigrationScripts
{
    private const string Common = "Sql";

    private static readonly Assembly Own = typeof(MigrationScripts).GetTypeInfo().Assembly;
    private static readonly string[] Names = Own.GetManifestResourceNames();

    /// <summary>The version that this program writes.</summary>
    public static int Latest { get; } = Names.Count(name => name.StartsWith(Common + "/", System.StringComparison.Ordinal));

    /// <summary>The tables of a version.</summary>
    public static string Read(long version) => Find(Common, version)!;

    /// <summary>What a database adds to a version; null for nothing.</summary>
    public static string? Find(string database, long version)
    {
        var name = database + "/" + version.ToString("000", CultureInfo.InvariantCulture) + ".sql";
        if (!Names.Contains(name))
        {
            return null;
        }

        using var reader = new StreamReader(Own.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
