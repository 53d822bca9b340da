namespace MailOps.Storage.Sql;

/// <summary>Erases what messages said; that they were sent stays known.</summary>
internal static class ErasureStatements
{
    /// <summary>Whether a message is over and still has its content.</summary>
    public static bool CanErase(MessageState message) => message is { Live: 0, IsErased: false };

    public static void Erase(WriteScope scope, long id)
    {
        scope.Session.Execute("DELETE FROM content WHERE message = $1", id);
        scope.Session.Execute("UPDATE message SET subject = '', findings = '', erased_at = $2 WHERE id = $1", id, scope.Now);
    }
}
