namespace MailOps.Outbox;

/// <summary>What a person should know about a task.</summary>
internal static class QueueTaskTexts
{
    public static readonly Localized Linger = new(
        "It runs only while this user is logged in, unless 'loginctl enable-linger' was called once.",
        "Sie läuft nur, solange dieser Benutzer angemeldet ist, außer nach 'loginctl enable-linger'.");
}
