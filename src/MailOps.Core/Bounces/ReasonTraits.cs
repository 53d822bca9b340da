namespace MailOps.Bounces;

/// <summary>What follows from a reason: whether the address is lost, whose side the cause is on, what to do. docs/bounces.md has the table.</summary>
internal static class ReasonTraits
{
    /// <summary>
    /// Hard means that this address will not work, whatever the class of the code: RFC 3463 calls a refused spam mail permanent as well.
    /// </summary>
    public static BouncePermanence PermanenceOf(BounceReason reason, bool isTemporary) => reason switch
    {
        BounceReason.UserUnknown or BounceReason.HostUnknown or BounceReason.HasMoved => BouncePermanence.Hard,
        BounceReason.NotAccept => isTemporary ? BouncePermanence.Soft : BouncePermanence.Hard,
        BounceReason.Delivered or BounceReason.Feedback or BounceReason.Vacation => BouncePermanence.None,
        _ => BouncePermanence.Soft,
    };

    public static BounceCause CauseOf(BounceReason reason) => reason switch
    {
        BounceReason.UserUnknown or BounceReason.HostUnknown or BounceReason.HasMoved or BounceReason.NotAccept => BounceCause.AddressInvalid,
        BounceReason.MailboxFull or BounceReason.Suspend or BounceReason.Filtered => BounceCause.RecipientMailbox,
        BounceReason.SystemError or BounceReason.SystemFull or BounceReason.MailerError => BounceCause.RecipientSystem,
        BounceReason.AuthFailure or BounceReason.RequirePtr or BounceReason.Rejected or BounceReason.NoRelaying => BounceCause.SenderConfiguration,
        BounceReason.SyntaxError => BounceCause.SenderConfiguration,
        BounceReason.SpamDetected or BounceReason.VirusDetected or BounceReason.Blocked or BounceReason.BadReputation or BounceReason.Greylisted => BounceCause.AntiSpam,
        BounceReason.Speeding or BounceReason.TooManyConn => BounceCause.ListQuality,
        BounceReason.MesgTooBig or BounceReason.ExceedLimit or BounceReason.ContentError or BounceReason.NotCompliantRfc => BounceCause.Message,
        BounceReason.PolicyViolation => BounceCause.Message,
        BounceReason.SecurityError => BounceCause.RecipientSystem,
        BounceReason.Expired or BounceReason.NetworkError => BounceCause.Network,
        BounceReason.Feedback => BounceCause.ListQuality,
        _ => BounceCause.Unknown,
    };

    public static BounceAction ActionOf(BounceReason reason) => reason switch
    {
        BounceReason.UserUnknown or BounceReason.HostUnknown or BounceReason.HasMoved or BounceReason.NotAccept => BounceAction.Remove,
        BounceReason.MailboxFull or BounceReason.SystemFull or BounceReason.Expired or BounceReason.NetworkError or BounceReason.Greylisted => BounceAction.RetryLater,
        BounceReason.SystemError or BounceReason.MailerError or BounceReason.SecurityError => BounceAction.ContactRecipientAdmin,
        BounceReason.Suspend or BounceReason.Filtered => BounceAction.ContactRecipient,
        BounceReason.AuthFailure => BounceAction.FixAuthentication,
        BounceReason.RequirePtr or BounceReason.Rejected or BounceReason.NoRelaying or BounceReason.SyntaxError => BounceAction.FixSenderConfiguration,
        BounceReason.Blocked or BounceReason.BadReputation => BounceAction.CheckBlocklist,
        BounceReason.Speeding or BounceReason.TooManyConn => BounceAction.ReduceVolume,
        BounceReason.MesgTooBig or BounceReason.ExceedLimit => BounceAction.ShrinkMessage,
        BounceReason.SpamDetected or BounceReason.VirusDetected or BounceReason.ContentError or BounceReason.NotCompliantRfc => BounceAction.ReviewContent,
        BounceReason.PolicyViolation => BounceAction.ReviewContent,
        BounceReason.Feedback => BounceAction.Unsubscribe,
        BounceReason.Delivered or BounceReason.Vacation => BounceAction.None,
        _ => BounceAction.Review,
    };
}
