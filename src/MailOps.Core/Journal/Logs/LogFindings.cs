namespace MailOps.Journal;

/// <summary>What can be wrong with a log.</summary>
internal static class LogFindings
{
    public static readonly FindingRule NotRecognised = new(
        "LOG001", FindingSeverity.Warning, "",
        new("{0}: none of {1} lines is one of a mail server's log.", "{0}: Keine von {1} Zeilen stammt aus dem Log eines Mailservers."),
        new("Give a log of Postfix or Exim, or a message tracking log of Exchange.", "Ein Log von Postfix oder Exim oder ein Nachrichtenverfolgungslog von Exchange angeben."));

    public static readonly FindingRule LinesCut = new(
        "LOG002", FindingSeverity.Info, "",
        new("{0}: {1} lines are longer than 32 KB; only their beginning was read.", "{0}: {1} Zeilen sind länger als 32 KB; nur ihr Anfang wurde gelesen."),
        new("Nothing to do, unless mail is missing in the results.", "Nichts zu tun, außer es fehlt Mail in den Ergebnissen."));

    public static readonly FindingRule Damaged = new(
        "LOG003", FindingSeverity.Error, "",
        new("{0}: the file is damaged after line {1}; what came before was read.", "{0}: Die Datei ist nach Zeile {1} beschädigt; was davor steht, wurde gelesen."),
        new("Get the file again; a log that is being compressed at this moment is not complete.", "Die Datei neu holen; ein Log, das gerade komprimiert wird, ist nicht vollständig."));
}
