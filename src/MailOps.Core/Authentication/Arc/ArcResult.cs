namespace MailOps.Authentication.Arc;

/// <summary>What became of an ARC chain (RFC 8617 section 4.4).</summary>
public enum ArcResult
{
    /// <summary>The message has no ARC fields.</summary>
    None,

    /// <summary>The chain is whole, and the message is as it was last sealed.</summary>
    Pass,

    /// <summary>The chain is broken; its results count for nothing.</summary>
    Fail,

    /// <summary>The DNS did not answer: nobody knows.</summary>
    TempError,
}
