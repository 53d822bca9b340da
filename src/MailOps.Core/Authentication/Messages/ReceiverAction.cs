namespace MailOps.Authentication;

/// <summary>What a receiver that follows the standards would do with a message.</summary>
public enum ReceiverAction
{
    /// <summary>Nobody knows: the DNS did not answer, or who sent the message is not known and no signature proves the author.</summary>
    Unknown,

    /// <summary>Deliver it, as far as authentication goes.</summary>
    Deliver,

    /// <summary>Nothing proves the author; large receivers deliver such mail as spam or refuse it.</summary>
    Suspect,

    /// <summary>The author's domain asks to treat it as suspicious (<c>p=quarantine</c>).</summary>
    Quarantine,

    /// <summary>The author's domain asks to refuse it (<c>p=reject</c>).</summary>
    Reject,
}

/// <summary>Where the client's address, its HELO name and the envelope sender come from.</summary>
public enum ClientSource
{
    /// <summary>They are not known, so SPF cannot be judged.</summary>
    None,

    /// <summary>The caller gave them.</summary>
    Given,

    /// <summary>From a Received field: right only if the host that wrote it is trusted.</summary>
    ReceivedField,

    /// <summary>From a forecast: the message is not sent yet.</summary>
    Forecast,
}
