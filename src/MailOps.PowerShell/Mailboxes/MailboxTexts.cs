namespace MailOps.PowerShell;

/// <summary>The words of the cmdlets about mailboxes.</summary>
internal static class MailboxTexts
{
    public static readonly Localized TokenAdvice = new(
        "Run the script of -TokenScript by itself and see what it says.", "Das Skript von -TokenScript für sich ausführen und die Meldung ansehen.");

    public static readonly Localized NoCredential = new("Nobody is named who logs in.", "Es ist niemand angegeben, der sich anmeldet.");

    public static readonly Localized NoCredentialAdvice = new(
        "Give -Credential, or -UserName with -Secret, -TokenSecret or -TokenScript.",
        "-Credential angeben, oder -UserName mit -Secret, -TokenSecret oder -TokenScript.");

    /// <summary>{0} how many messages.</summary>
    public static readonly Localized Messages = new("{0} message(s)", "{0} Nachricht(en)");

    /// <summary>{0} the folder.</summary>
    public static readonly Localized MoveTo = new("Move to '{0}'", "Nach '{0}' verschieben");

    public static readonly Localized Delete = new("Delete for good", "Endgültig löschen");

    /// <summary>{0} the flag.</summary>
    public static readonly Localized Flag = new("Set the flag {0}", "Die Markierung {0} setzen");
}
