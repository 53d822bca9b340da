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

    public static readonly FindingRule RecipientsLost = new(
        "LOG004", FindingSeverity.Warning, "",
        new(
            "{0}: deliveries that could not be read: {1}. The name of a type, such as System.String[], stands in place of their recipients, first in line {2}.",
            "{0}: nicht lesbare Zustellungen: {1}. Anstelle ihrer Empfänger steht der Name eines Typs wie System.String[], zuerst in Zeile {2}."),
        new(
            "Export the addresses: … | Select-Object Timestamp, EventId, Source, Sender, MessageId, @{{n='Recipients';e={{$_.Recipients -join ';'}}}}, @{{n='RecipientStatus';e={{$_.RecipientStatus -join ';'}}}} | Export-Csv …, or pipe the objects themselves.",
            "Die Adressen exportieren: … | Select-Object Timestamp, EventId, Source, Sender, MessageId, @{{n='Recipients';e={{$_.Recipients -join ';'}}}}, @{{n='RecipientStatus';e={{$_.RecipientStatus -join ';'}}}} | Export-Csv …, oder die Objekte selbst weiterleiten."));

    public static readonly FindingRule StatusesLost = new(
        "LOG005", FindingSeverity.Warning, "",
        new(
            "{0}: failures without a reason: {1}. The name of a type, such as System.String[], stands in place of what the server said, first in line {2}.",
            "{0}: Fehlschläge ohne Grund: {1}. Anstelle der Antwort des Servers steht der Name eines Typs wie System.String[], zuerst in Zeile {2}."),
        new(
            "Export the replies: … | Select-Object *, @{{n='RecipientStatus';e={{$_.RecipientStatus -join ';'}}}} -ExcludeProperty RecipientStatus | Export-Csv …",
            "Die Antworten exportieren: … | Select-Object *, @{{n='RecipientStatus';e={{$_.RecipientStatus -join ';'}}}} -ExcludeProperty RecipientStatus | Export-Csv …"));

    public static readonly FindingRule Unread = new(
        "LOG006", FindingSeverity.Warning, "",
        new(
            "{0}: lines that look like deliveries and could not be read: {1}, first line {2}. They are missing in the results.",
            "{0}: Zeilen, die wie Zustellungen aussehen und nicht lesbar waren: {1}, zuerst Zeile {2}. Sie fehlen in den Ergebnissen."),
        new("Look at that line: it may be cut, or another program's.", "Diese Zeile ansehen: Sie kann abgeschnitten sein oder von einem anderen Programm stammen."));

    private static readonly Localized Piped = new("input", "Eingabe");

    /// <summary>How findings name a log.</summary>
    public static string NameOf(string source) => source.Length > 0 ? source : Piped.Current;
}
