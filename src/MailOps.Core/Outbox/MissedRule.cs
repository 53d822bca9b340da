using System;

namespace MailOps.Outbox;

/// <summary>What becomes of mail that nobody sent when it was due.</summary>
internal static class MissedRule
{
    /// <summary>How late mail may be that leaves without a question.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromHours(4);

    /// <summary>What to do with mail that was due at a time, and now is to leave.</summary>
    public static MissedAction Judge(MissedAction wish, DateTime dueAt, DateTime now) => now - dueAt > Tolerance ? wish : MissedAction.Send;
}
