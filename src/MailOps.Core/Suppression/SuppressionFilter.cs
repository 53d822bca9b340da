using System;
using System.Collections.Generic;

namespace MailOps.Suppression;

/// <summary>Which entries of the suppression list to read; what is not set does not restrict.</summary>
public sealed record SuppressionFilter
{
    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<SuppressionState> States { get; init; } = [];

    /// <summary>The domain of the address, in A-labels and lower case.</summary>
    public string? Domain { get; init; }

    /// <summary>In this state since this moment or later, UTC.</summary>
    public DateTime? Since { get; init; }
}
