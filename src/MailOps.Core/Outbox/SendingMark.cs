using System.Collections.Generic;

namespace MailOps.Outbox;

/// <summary>What came of marking claimed deliveries as being sent.</summary>
public sealed record SendingMark
{
    /// <summary>The numbers of the recipients that may be named to the server.</summary>
    public required IReadOnlyList<int> Numbers { get; init; }

    /// <summary>How many were queued again, since a throttle has no room for them any more.</summary>
    public int Throttled { get; init; }
}
