using System.Collections.Generic;
using System.Linq;

namespace MailOps.Domains.Posture;

/// <summary>What stands beside the records to publish.</summary>
internal static class FixTexts
{
    public static readonly Localized SpfNew = new(
        "Add everything else that sends for the domain (include:, ip4:, ip6:) before publishing it.",
        "Vor dem Veröffentlichen alles ergänzen, was sonst noch für die Domain sendet (include:, ip4:, ip6:).");

    public static readonly Localized SpfMended = new(
        "The same record without its faults; replace the old one.", "Derselbe Eintrag ohne seine Fehler; den alten ersetzen.");

    public static readonly Localized SpfDropped = new(
        "Replace the old record. Left out, since it has no effect or breaks the record: {0}. If it meant a host of yours, name that host.",
        "Den alten Eintrag ersetzen. Weggelassen, da ohne Wirkung oder schädlich: {0}. Wenn es einen Ihrer Hosts meinte, diesen nennen.");

    public static readonly Localized SpfLeft = new(
        "Better, but not yet whole: the records that it includes are still at fault ({0}). Remove those terms, or have their owners mend them.",
        "Besser, aber noch nicht heil: Die eingebundenen Einträge haben noch Fehler ({0}). Diese Terme entfernen oder die Betreiber berichtigen lassen.");

    public static readonly Localized SpfMoreRecords = new(
        "It needs {0} more records, which New-SpfRecord {1} -Flatten shows.", "Er braucht {0} weitere Einträge, die New-SpfRecord {1} -Flatten zeigt.");

    public static readonly Localized DmarcNoMail = new(
        "The domain sends no mail, so all mail in its name is forged.", "Die Domain sendet keine Mail, also ist alle Mail in ihrem Namen gefälscht.");

    public static readonly Localized DmarcStep = new(
        "Once the reports show that all your mail passes: the next step; then p=reject.",
        "Sobald die Berichte zeigen, dass all Ihre Mail besteht: der nächste Schritt; danach p=reject.");

    public static readonly Localized DmarcReports = new(
        "Make the mailbox {0} first. When its reports show that all your mail passes, go on to p=quarantine and p=reject.",
        "Zuerst das Postfach {0} anlegen. Wenn dessen Berichte zeigen, dass all Ihre Mail besteht, weiter zu p=quarantine und p=reject.");

    public static readonly Localized DmarcMended = new(
        "The same record without its faults; replace the old one.", "Derselbe Eintrag ohne seine Fehler; den alten ersetzen.");

    public static readonly Localized DmarcConsent = new(
        "This record belongs into the zone of {0}: it agrees to get reports about {1}.", "Dieser Eintrag gehört in die Zone von {0}: Sie willigt ein, Berichte über {1} zu bekommen.");

    public static readonly Localized KeyUnquoted = new(
        "The same key without the signs that belong into a zone file only.", "Derselbe Schlüssel ohne die Zeichen, die nur in eine Zonendatei gehören.");

    public static readonly Localized KeyNew = new(
        "New-DkimKey {0} -Selector {1} makes the key of 2048 bits and this record. Publish it, sign with it, and remove {2} when no mail is signed with that any more.",
        "New-DkimKey {0} -Selector {1} macht den Schlüssel von 2048 Bit und diesen Eintrag. Ihn veröffentlichen, damit signieren und {2} entfernen, wenn keine Mail mehr damit signiert wird.");

    public static readonly Localized StsRecord = new(
        "First serve at https://mta-sts.{0}/.well-known/mta-sts.txt, a line each: {1}", "Zuerst unter https://mta-sts.{0}/.well-known/mta-sts.txt ausliefern, je eine Zeile: {1}");

    public static readonly Localized StsPolicy = new(
        "Then publish a new id at {0}: v=STSv1; id={1}", "Danach eine neue id bei {0} veröffentlichen: v=STSv1; id={1}");

    public static readonly Localized TlsReports = new(
        "Make the mailbox first; it gets a report a day from each large sender.", "Zuerst das Postfach anlegen; es bekommt von jedem großen Absender täglich einen Bericht.");

    public static readonly Localized ReverseName = new(
        "The owner of the address sets it, often the provider; the name must lead back to the address.",
        "Das setzt der Inhaber der Adresse, oft der Provider; der Name muss zur Adresse zurückführen.");

    public static readonly Localized Tlsa = new(
        "Take the key that {0} uses now; publish the record of the next key before you change it. Without DANE: remove the records.",
        "Den Schlüssel nehmen, den {0} jetzt benutzt; vor einem Wechsel den Eintrag des nächsten veröffentlichen. Ohne DANE: die Einträge entfernen.");

    public static readonly Localized Delisting = new(
        "Find and end the cause first, then ask {0} for removal.", "Zuerst die Ursache finden und beenden, dann bei {0} die Löschung beantragen.");

    /// <summary>A fix with the points that the findings cost.</summary>
    public static MailDomainFix Fix(string host, string type, string value, string advice, IReadOnlyList<Finding> findings)
    {
        var ids = findings.GroupBy(f => f.Id).Select(g => g.First()).ToList();
        return new MailDomainFix
        {
            Host = host,
            Type = type,
            Value = value,
            Advice = advice,
            Points = ids.Sum(GradePoints.Of),
            FindingIds = new TextList(ids.Select(f => f.Id)),
        };
    }
}
