using System;

namespace MailOps.Outbox;

/// <summary>Why a message waits; it goes on when the last reason is gone. The numbers are stored.</summary>
[Flags]
public enum WaitReasons
{
    /// <summary>It does not wait.</summary>
    None = 0,

    /// <summary>Another account than the submitter's must approve it.</summary>
    Approval = 1,

    /// <summary>A person suspended it.</summary>
    Suspended = 2,

    /// <summary>The preflight found something that a person should see first.</summary>
    Preflight = 4,

    /// <summary>It is much too late, after a downtime, and its sender did not say that it should still go.</summary>
    Missed = 8,

    /// <summary>Its campaign was stopped after too many bounces or complaints.</summary>
    CampaignBrake = 16,
}

/// <summary>What to do with mail that a downtime made much too late. The numbers are stored.</summary>
public enum MissedAction
{
    /// <summary>Hold it for a person's word.</summary>
    Hold = 0,

    /// <summary>Send it late.</summary>
    Send = 1,

    /// <summary>Cancel it.</summary>
    Skip = 2,
}

/// <summary>What to do with a delivery that may have left already.</summary>
public enum DoubtAction
{
    /// <summary>Send it again under the same Message-ID: nothing is lost, a duplicate is possible and logged.</summary>
    Retry,

    /// <summary>Leave it <see cref="DeliveryState.InDoubt"/> until a person resumes or cancels it.</summary>
    Hold,
}
