namespace MailOps.Outbox;

/// <summary>Why a message was not approved.</summary>
public enum ApprovalFault
{
    /// <summary>It was, or it was not asked for.</summary>
    None,

    /// <summary>The account that queued it cannot approve it.</summary>
    OwnMessage,

    /// <summary>Content or recipients are not what was to be approved.</summary>
    Altered,
}
