namespace MailOps.Outbox;

/// <summary>What may be wrong with the place that a queue lies in.</summary>
internal static class StoreFindings
{
    public static readonly FindingRule RolledBack = new(
        "STO001", FindingSeverity.Error, "",
        new Localized(
            "The store went back in time: its last dispatcher came at {0:u}, but was seen here at {1:u}. Nothing is sent from it, since it does not know what has left since.",
            "Der Speicher ist in der Zeit zurückgesprungen: Sein letzter Versandlauf war um {0:u}, gesehen wurde hier einer um {1:u}. Es wird nichts gesendet, denn er weiß nicht, was seither hinausging."),
        new Localized(
            "Put the newer database back. If there is none, cancel what has left already, then run Initialize-MailQueueStore -AcceptRollback -Reason '...'.",
            "Legen Sie die neuere Datenbank zurück. Gibt es keine, ziehen Sie zurück, was schon hinausging, und starten Sie Initialize-MailQueueStore -AcceptRollback -Reason '...'."));

    public static readonly FindingRule SandboxDisk = new(
        "STO002", FindingSeverity.Warning, "",
        new Localized(
            "The store {0} lies on a disk that goes away with its job or container ({1}): mail that waits in it would be lost.",
            "Der Speicher {0} liegt auf einem Datenträger, der mit seinem Job oder Container verschwindet ({1}): Mail, die darin wartet, ginge verloren."),
        new Localized(
            "Use a mounted disk or a PostgreSQL store, or send at once with -Wait.",
            "Nehmen Sie einen eingehängten Datenträger oder einen PostgreSQL-Speicher, oder senden Sie sofort mit -Wait."));

    public static readonly FindingRule OpenFolder = new(
        "STO003", FindingSeverity.Warning, "",
        new Localized(
            "The folder {0} of the store is open to other accounts ({1}): they could put files of theirs beside the store or in its place, and on Windows read it.",
            "Der Ordner {0} des Speichers steht anderen Konten offen ({1}): Sie könnten eigene Dateien neben den Speicher oder an seine Stelle legen und ihn unter Windows lesen."),
        new Localized(
            "Use a folder of its own: Initialize-MailQueueStore makes one that does not exist yet for its owner alone. Or take the right from this one (chmod go-w) if nobody needs it.",
            "Nehmen Sie einen eigenen Ordner: Initialize-MailQueueStore legt einen, den es noch nicht gibt, nur für den Eigentümer an. Oder nehmen Sie diesem das Recht (chmod go-w), wenn niemand es braucht."));

    public static readonly FindingRule OpenFile = new(
        "STO004", FindingSeverity.Warning, "",
        new Localized(
            "Other accounts can open the store {0} ({1}), and read the mail in it.",
            "Andere Konten können den Speicher {0} öffnen ({1}) und die Mail darin lesen."),
        new Localized(
            "Run Initialize-MailQueueStore on it, which leaves the file to its owner (chmod 600).",
            "Starten Sie Initialize-MailQueueStore dafür: Danach gehört die Datei nur ihrem Eigentümer (chmod 600)."));

    public static readonly FindingRule FolderNotShared = new(
        "STO005", FindingSeverity.Warning, "",
        new Localized(
            "The folder {0} was there before and is left as it is: the members of {1} cannot use the store in it.",
            "Den Ordner {0} gab es schon, und er bleibt, wie er ist: Die Mitglieder von {1} können den Speicher darin nicht benutzen."),
        new Localized(
            "Name a folder that does not exist yet, or give this one to the group with everything in it (chgrp {1}, chmod 2770).",
            "Nennen Sie einen Ordner, den es noch nicht gibt, oder geben Sie diesen mit allem darin der Gruppe (chgrp {1}, chmod 2770)."));

    public static Finding? FindRollback(OutboxCounts counts) => counts.IsRolledBack
        ? RolledBack.Found(counts.LastTickAt ?? default, counts.SeenTickAt!.Value)
        : null;
}
