using static MailOps.FindingSeverity;

namespace MailOps.Domains.TlsRpt;

/// <summary>All findings about the record that asks for TLS reports.</summary>
internal static class TlsRptFindings
{
    public static readonly FindingRule NoRecord = new(
        "TLSRPT001", Info, "RFC 8460 section 3",
        new("{0} asks for no TLS reports: nobody learns when senders cannot connect securely.",
            "{0} bittet um keine TLS-Berichte: Niemand erfährt, wenn Sender keine sichere Verbindung bekommen."),
        new("Publish a TXT record at _smtp._tls.{0}: v=TLSRPTv1; rua=mailto:an-address-of-yours",
            "Einen TXT-Eintrag bei _smtp._tls.{0} veröffentlichen: v=TLSRPTv1; rua=mailto:eine-Adresse-von-Ihnen"));

    public static readonly FindingRule LookupFailed = new(
        "TLSRPT002", Info, "RFC 8460 section 3",
        new("The DNS did not answer for {0}: {1} Nothing can be said about the record.",
            "Das DNS hat für {0} nicht geantwortet: {1} Über den Eintrag lässt sich nichts sagen."),
        new("Try again later; if it stays so, check the name servers of the domain.",
            "Später noch einmal versuchen; bleibt es so, die Nameserver der Domain prüfen."));

    public static readonly FindingRule Version = new(
        "TLSRPT003", Error, "RFC 8460 section 3",
        new("The record does not begin with exactly v=TLSRPTv1, so senders ignore it: {0}",
            "Der Eintrag beginnt nicht genau mit v=TLSRPTv1, Sender übergehen ihn: {0}"),
        new("Begin the record with v=TLSRPTv1; the case of the letters counts.",
            "Den Eintrag mit v=TLSRPTv1 beginnen; die Groß- und Kleinschreibung zählt."));

    public static readonly FindingRule MultipleRecords = new(
        "TLSRPT004", Error, "RFC 8460 section 3",
        new("{0} has {1} TLS report records; senders ignore all of them.", "{0} hat {1} Einträge für TLS-Berichte; Sender übergehen sie alle."),
        new("Keep one of the records and remove the others.", "Einen der Einträge behalten, die anderen entfernen."));

    public static readonly FindingRule Syntax = new(
        "TLSRPT010", Error, "RFC 8460 section 3",
        new("The record breaks the format at '{0}'; senders ignore it.", "Der Eintrag verletzt das Format bei '{0}'; Sender übergehen ihn."),
        new("Write name=value pairs with semicolons between them.", "Paare aus Name=Wert mit Semikolons dazwischen schreiben."));

    public static readonly FindingRule NoRua = new(
        "TLSRPT011", Error, "RFC 8460 section 3",
        new("The record names nobody to send reports to.", "Der Eintrag nennt niemanden, der Berichte bekommen soll."),
        new("Add rua=mailto:an-address-of-yours", "rua=mailto:eine-Adresse-von-Ihnen ergänzen."));

    public static readonly FindingRule InvalidUri = new(
        "TLSRPT012", Error, "RFC 8460 section 3",
        new("'{0}' is neither a mailto: nor an https: address; no report goes there.",
            "'{0}' ist weder eine mailto:- noch eine https:-Adresse; dorthin geht kein Bericht."),
        new("Write mailto:user@domain or https://host/path, with commas between several.",
            "mailto:benutzer@domain oder https://host/pfad schreiben, mit Kommas zwischen mehreren."));
}
