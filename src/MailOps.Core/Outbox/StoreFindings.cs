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

    public static Finding? FindRollback(OutboxCounts counts) => counts.IsRolledBack
        ? RolledBack.Found(counts.LastTickAt ?? default, counts.SeenTickAt!.Value)
        : null;
}
