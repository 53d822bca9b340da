namespace MailOps.PowerShell;

/// <summary>The words of the errors that arise in the cmdlets themselves; docs/errors.md lists their ids.</summary>
internal static class ErrorTexts
{
    public static readonly Localized AddressMissing = new(
        "Input {0} names no mail address: it has none of the properties {1}, but {2}.",
        "Eingabe {0} nennt keine Mailadresse: Sie hat keine der Eigenschaften {1}, sondern {2}.");

    public static readonly Localized AddressMissingAdvice = new(
        "Name the property that holds the address with -AddressProperty, or pipe the addresses themselves.",
        "Nennen Sie die Eigenschaft mit der Adresse durch -AddressProperty, oder leiten Sie die Adressen selbst weiter.");

    public static readonly Localized DomainMissing = new(
        "Input {0} names no domain: it has none of the properties {1}, but {2}.",
        "Eingabe {0} nennt keine Domain: Sie hat keine der Eigenschaften {1}, sondern {2}.");

    public static readonly Localized NoProperties = new("none at all", "gar keine");

    public static readonly Localized MoreProperties = new("and {0} more", "und {0} weitere");

    public static readonly Localized EmptyList = new(
        "The list is empty: it names no mail address.",
        "Die Liste ist leer: Sie nennt keine Mailadresse.");

    public static readonly Localized EmptyListAdvice = new(
        "Pass the value of a header field such as To, or an object that has one.",
        "Übergeben Sie den Wert eines Kopffelds wie To oder ein Objekt, das einen hat.");

    public static readonly Localized NothingMeasured = new(
        "No result of Test-MailAddress came in, so there is nothing to count; errors before this command name what was left out.",
        "Es kam kein Ergebnis von Test-MailAddress an, es gibt nichts zu zählen; Fehler vor diesem Befehl nennen, was fehlt.");

    public static readonly Localized DomainMissingAdvice = new(
        "Pipe the names of the domains, or objects that have one of these properties.",
        "Leiten Sie die Namen der Domains weiter, oder Objekte mit einer dieser Eigenschaften.");

    public static readonly Localized ServerMissing = new(
        "This input names no server: it has none of the properties {0}.",
        "Diese Eingabe nennt keinen Server: Sie hat keine der Eigenschaften {0}.");

    public static readonly Localized ServerMissingAdvice = new(
        "Pipe the names of the servers, or objects that have one of these properties.",
        "Leiten Sie die Namen der Server weiter, oder Objekte mit einer dieser Eigenschaften.");

    public static readonly Localized FileNotFoundAdvice = new(
        "Check the path; use -LiteralPath for names with brackets.",
        "Prüfen Sie den Pfad; verwenden Sie -LiteralPath für Namen mit Klammern.");

    public static readonly Localized FileAccessAdvice = new(
        "Give this account the right to read it, or use another account.",
        "Geben Sie diesem Konto das Leserecht, oder verwenden Sie ein anderes Konto.");

    public static readonly Localized FileUnreadableAdvice = new(
        "Try again when the file is not in use by another program.",
        "Versuchen Sie es erneut, wenn kein anderes Programm die Datei benutzt.");

    public static readonly Localized FileNotInFileSystem = new(
        "'{0}' lies in the provider {1}, not in the file system.",
        "'{0}' liegt im Provider {1}, nicht im Dateisystem.");

    public static readonly Localized FileNotInFileSystemAdvice = new(
        "Pass a file of the file system.",
        "Übergeben Sie eine Datei des Dateisystems.");

    public static readonly Localized FileNoMatch = new(
        "No file matches '{0}'.",
        "Keine Datei passt auf '{0}'.");

    public static readonly Localized FileTooManyLines = new(
        "A mail came line by line and is longer than 64 million characters.",
        "Eine Mail kam Zeile für Zeile und ist länger als 64 Millionen Zeichen.");

    public static readonly Localized FileTooManyLinesAdvice = new(
        "Pass the file itself, by -Path or from Get-ChildItem.",
        "Übergeben Sie die Datei selbst, mit -Path oder aus Get-ChildItem.");

    public static readonly Localized JsonNoForm = new(
        "An object of type {0} is no result of MailOps.",
        "Ein Objekt des Typs {0} ist kein Ergebnis von MailOps.");

    public static readonly Localized JsonNoFormAdvice = new(
        "Convert the results where they are made, before they leave a job; use ConvertTo-Json for other objects.",
        "Wandeln Sie die Ergebnisse um, wo sie entstehen, bevor sie einen Job verlassen; für andere Objekte gibt es ConvertTo-Json.");

    public static readonly Localized TimeoutAdvice = new(
        "Try again; if it happens again, check the network and the server.",
        "Versuchen Sie es erneut; bleibt es dabei, prüfen Sie Netz und Server.");

    public static readonly Localized UnexpectedAdvice = new(
        "This is a fault of MailOps. Please report it with the output of 'Get-Error'.",
        "Das ist ein Fehler in MailOps. Bitte melden Sie ihn mit der Ausgabe von 'Get-Error'.");

    public static readonly Localized BounceNoInput = new(
        "This input is neither a file nor a text nor the bytes of a mail.",
        "Diese Eingabe ist weder eine Datei noch ein Text noch die Bytes einer Mail.");

    public static readonly Localized BounceNoInputAdvice = new(
        "Pipe files (Get-ChildItem), texts (Get-Content -Raw), byte arrays, or objects with a property RawMessage.",
        "Leiten Sie Dateien (Get-ChildItem), Texte (Get-Content -Raw), Byte-Arrays oder Objekte mit der Eigenschaft RawMessage weiter.");

    public static readonly Localized RowOfText = new(
        "This is a row of texts, as of a CSV, and no result: keep results with Export-Clixml, and read logs with ConvertFrom-MailServerLog.",
        "Das ist eine Zeile aus Texten, etwa einer CSV, und kein Ergebnis: Bewahren Sie Ergebnisse mit Export-Clixml auf und lesen Sie Protokolle mit ConvertFrom-MailServerLog.");

    public static readonly Localized SuppressionNoInput = new(
        "What was piped is neither a file nor the text of a list.", "Das Übergebene ist weder eine Datei noch der Text einer Liste.");

    public static readonly Localized SuppressionNoInputAdvice = new(
        "Pipe files (Get-ChildItem) or text; pipe objects that have an address to Add-MailSuppression.",
        "Übergeben Sie Dateien (Get-ChildItem) oder Text; Objekte mit einer Adresse nimmt Add-MailSuppression.");

    public static readonly Localized ReportNoInput = new(
        "What was piped is neither a file nor the bytes of a report or mail.", "Das Übergebene ist weder eine Datei noch sind es die Bytes eines Berichts oder einer Mail.");

    public static readonly Localized ReportNoInputAdvice = new(
        "Pipe files (Get-ChildItem), byte arrays, or objects with a property RawMessage.", "Übergeben Sie Dateien (Get-ChildItem), Bytes oder Objekte mit einer Eigenschaft RawMessage.");

    public static readonly Localized ReportNoRow = new("What was piped is no row of a DMARC report.", "Das Übergebene ist keine Zeile eines DMARC-Berichts.");

    public static readonly Localized ReportNoRowAdvice = new("Pipe the output of ConvertFrom-DmarcReport.", "Übergeben Sie die Ausgabe von ConvertFrom-DmarcReport.");

    public static readonly Localized LogNoInput = new(
        "This input is neither a file nor a line of a log nor an event of Exchange.",
        "Diese Eingabe ist weder eine Datei noch eine Logzeile noch ein Ereignis von Exchange.");

    public static readonly Localized LogNoInputAdvice = new(
        "Pipe files (Get-ChildItem), lines (Get-Content), or the objects of Get-MessageTrackingLog or Get-MessageTraceV2.",
        "Leiten Sie Dateien (Get-ChildItem), Zeilen (Get-Content) oder die Objekte von Get-MessageTrackingLog oder Get-MessageTraceV2 weiter.");
}
