using static MailOps.FindingSeverity;

namespace MailOps.Domains.Posture;

/// <summary>The findings that only all checks of a domain together can make.</summary>
internal static class MailDomainFindings
{
    public static readonly FindingRule NoServerReached = new(
        "DOMAIN001", Info, "RFC 5321 section 4.5.4.1",
        new("No mail server could be reached at port 25 from here ({0}): {1} Nothing can be said about their encryption and certificates.",
            "Kein Mailserver war von hier an Port 25 erreichbar ({0}): {1} Über ihre Verschlüsselung und Zertifikate lässt sich nichts sagen."),
        new("Many networks block port 25; run the check on a host that sends mail.",
            "Viele Netze sperren Port 25; die Prüfung auf einem Host ausführen, der Mail sendet."));
}
