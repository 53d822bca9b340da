using System.Diagnostics.CodeAnalysis;
using MailOps.Dns;

namespace MailOps.Authentication;

/// <summary>Domains as senders write them: names with underscores and the like count too, since the DNS has them.</summary>
internal static class DomainText
{
    /// <summary>Lower-case A-labels without a final dot.</summary>
    public static bool TryNormalize([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? name)
    {
        if (DomainName.TryParse(text, out var domain))
        {
            name = domain.Ascii;
            return true;
        }

        return DnsName.TryNormalize(text, out name) && name != DnsName.Root;
    }

    /// <summary>Whether a name is another or below it; both in normal form.</summary>
    public static bool IsSameOrBelow(string name, string above) =>
        name.Length == above.Length ? name == above
        : name.Length > above.Length && name[name.Length - above.Length - 1] == '.' && name.EndsWith(above, System.StringComparison.Ordinal);

    public static int CountLabels(string name)
    {
        var count = 1;
        foreach (var c in name)
        {
            count += c == '.' ? 1 : 0;
        }

        return count;
    }

    /// <summary>The last labels of a name, as many as asked for (one at least) or all.</summary>
    public static string LastLabels(string name, int count)
    {
        for (var dot = name.LastIndexOf('.'); dot >= 0; dot = name.LastIndexOf('.', dot - 1))
        {
            if (--count == 0)
            {
                return name.Substring(dot + 1);
            }
        }

        return name;
    }
}
