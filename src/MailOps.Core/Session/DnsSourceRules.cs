using System;
using System.IO;

namespace MailOps.Session;

/// <summary>
/// Which options about the DNS go together. One source answers in a session; a second one would be ignored silently, and the admin who named
/// it would believe what another one said.
/// </summary>
internal static class DnsSourceRules
{
    /// <summary>Refuses options that contradict each other.</summary>
    /// <param name="options">What the caller said.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Dns.ConflictingOptions</c></exception>
    public static void Check(MailOpsOptions options)
    {
        var hasZone = !string.IsNullOrEmpty(options.ZonePath);
        var hasReplay = !string.IsNullOrEmpty(options.ReplayDnsPath);
        if (hasZone && hasReplay)
        {
            throw Conflict(new Localized(
                "A zone file and a DNS recording are both named, and only one of them can answer.",
                "Eine Zonendatei und eine DNS-Aufzeichnung sind zugleich genannt, und nur eine von beiden kann antworten."));
        }

        if ((hasZone || hasReplay) && options.DnsServers.Count > 0)
        {
            throw Conflict(new Localized(
                "DNS servers are named and a file that answers instead of them.",
                "DNS-Server sind genannt und zugleich eine Datei, die an ihrer Stelle antwortet."));
        }

        if (hasZone && options.Dns.RequireDnssec)
        {
            throw Conflict(new Localized(
                "Validated answers are required, and a zone file is named: nobody validates what a file says.",
                "Geprüfte Antworten sind verlangt, und eine Zonendatei ist genannt: Was in einer Datei steht, prüft niemand."));
        }

        if (hasReplay && !string.IsNullOrEmpty(options.RecordDnsPath) && IsSameFile(options.ReplayDnsPath!, options.RecordDnsPath!))
        {
            throw Conflict(new Localized(
                "One file is named to replay the DNS from and to record it in, which would empty it.",
                "Eine Datei ist zum Abspielen und zum Aufzeichnen des DNS genannt; das würde sie leeren."));
        }
    }

    // Where names of files differ only by case, two names of one file are rather refused than the recording lost.
    private static bool IsSameFile(string one, string other) =>
        string.Equals(Path.GetFullPath(one), Path.GetFullPath(other), StringComparison.OrdinalIgnoreCase);

    private static MailOpsException Conflict(Localized message) => new(
        "MailOps.Dns.ConflictingOptions",
        MailOpsErrorKind.InvalidArgument,
        message.Current,
        new Localized("Leave one of the two out.", "Lassen Sie eines von beiden weg.").Current);
}
