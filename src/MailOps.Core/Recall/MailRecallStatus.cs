namespace MailOps.Recall;

/// <summary>What is known about one recipient of a mail that is taken back.</summary>
public enum MailRecallStatus
{
    /// <summary>Not tried yet, or to be tried again.</summary>
    Pending,

    /// <summary>It had not left the outbox, and never will.</summary>
    Cancelled,

    /// <summary>Taken out of the mailbox; it was marked as read.</summary>
    Recalled,

    /// <summary>Taken out of the mailbox; it was not marked as read. That is no proof: a preview or a POP client marks nothing.</summary>
    RecalledUnread,

    /// <summary>Left where it is: it was marked as read, and read mail is not to be taken back.</summary>
    SkippedRead,

    /// <summary>Not in the mailbox. Tried again for 24 hours.</summary>
    NotFound,

    /// <summary>Taken out of the mailbox, but it had been passed on: copies are elsewhere.</summary>
    Forwarded,

    /// <summary>The mailbox is not on servers of ours: nothing can be taken back there.</summary>
    External,

    /// <summary>The account may not open the mailbox.</summary>
    NoAccess,

    /// <summary>It could not be done; the detail says why.</summary>
    Failed,

    /// <summary>Not touched: the mailbox is on the exclusion list (legal hold, journal, works council).</summary>
    Excluded,

    /// <summary>Put back where it was.</summary>
    Restored,
}

/// <summary>How far a recall has come.</summary>
public enum MailRecallState
{
    /// <summary>Under way, or interrupted: it goes on with <c>Resume-MailRecall</c> or <c>Invoke-MailQueue</c>.</summary>
    Running,

    /// <summary>Every mailbox was visited; some are tried again.</summary>
    Pending,

    /// <summary>Nothing more is to be done.</summary>
    Completed,

    /// <summary>Stopped by a person.</summary>
    Stopped,

    /// <summary>What was taken is being put back.</summary>
    Undoing,

    /// <summary>What was taken was put back.</summary>
    Undone,
}

/// <summary>What becomes of the copies that are taken.</summary>
public enum MailRecallMode
{
    /// <summary>Moved into a folder of an admin's mailbox, from where they can be put back.</summary>
    Quarantine,

    /// <summary>Deleted for good.</summary>
    Permanent,
}

/// <summary>How far one copy has come; each step is stored before and after it is taken.</summary>
public enum MailRecallCopyState
{
    /// <summary>Found.</summary>
    Found,

    /// <summary>About to be put into quarantine.</summary>
    Copying,

    /// <summary>In quarantine, and still in the mailbox.</summary>
    Copied,

    /// <summary>About to be deleted for good.</summary>
    Deleting,

    /// <summary>Taken out of the mailbox.</summary>
    Taken,

    /// <summary>Somebody else removed it before it was taken.</summary>
    Gone,

    /// <summary>About to be put back.</summary>
    Restoring,

    /// <summary>Put back.</summary>
    Restored,

    /// <summary>Deleted from quarantine when its time was over.</summary>
    Purged,
}
