namespace MailOps.Storage;

/// <summary>What setting a store up says it does.</summary>
internal static class SetupTexts
{
    /// <summary>{0} the folder.</summary>
    public static readonly Localized MakeFolder = new("Make the folder {0}", "Den Ordner {0} anlegen");

    /// <summary>{0} the store.</summary>
    public static readonly Localized MakeStore = new("Make the store {0}", "Den Speicher {0} anlegen");

    /// <summary>{0} the folder.</summary>
    public static readonly Localized Private = new("Let nobody but the owner into {0}", "Niemanden außer dem Eigentümer in {0} lassen");

    /// <summary>{0} the folder, {1} the group.</summary>
    public static readonly Localized Share = new("Let the group {1} into {0}, and nobody else", "Die Gruppe {1} in {0} lassen und sonst niemanden");

    /// <summary>{0} the store.</summary>
    public static readonly Localized PrivateFile = new("Let nobody but the owner open {0}", "Niemanden außer dem Eigentümer {0} öffnen lassen");

    /// <summary>{0} the store, {1} the group.</summary>
    public static readonly Localized ShareFile = new("Let the group {1} open {0}, and nobody else", "Die Gruppe {1} {0} öffnen lassen und sonst niemanden");

    /// <summary>{0} the store, {1} the version.</summary>
    public static readonly Localized Upgrade = new("Bring the tables of {0} to version {1}", "Die Tabellen von {0} auf Version {1} bringen");

    /// <summary>{0} the role.</summary>
    public static readonly Localized Grant = new(
        "Let members of the role {0} queue mail, and see and change their own",
        "Mitglieder der Rolle {0} Mail einreihen und die eigene sehen und ändern lassen");
}
