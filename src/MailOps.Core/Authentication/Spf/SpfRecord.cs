using System.Collections.Generic;

namespace MailOps.Authentication.Spf;

/// <summary>An SPF record without syntax errors (RFC 7208 section 4.6.1).</summary>
public sealed record SpfRecord
{
    /// <summary>The record as published, its character strings joined.</summary>
    public required string Text { get; init; }

    /// <summary>All terms in their order.</summary>
    public required IReadOnlyList<SpfTerm> Terms { get; init; }

    /// <summary>The mechanisms in their order: those that are evaluated.</summary>
    public required IReadOnlyList<SpfDirective> Directives { get; init; }

    /// <summary>The modifier <c>redirect</c>; null when there is none.</summary>
    public SpfModifier? Redirect { get; init; }

    /// <summary>The modifier <c>exp</c>; null when there is none.</summary>
    public SpfModifier? Explanation { get; init; }

    /// <summary>
    /// How many terms of this record count towards the limit of ten look-ups (section 4.6.4): those that ask the DNS, and redirect where no
    /// <c>all</c> keeps it from being used.
    /// </summary>
    public int LookupTerms
    {
        get
        {
            var count = 0;
            var hasAll = false;
            foreach (var directive in Directives)
            {
                count += directive.NeedsLookup ? 1 : 0;
                hasAll |= directive.Mechanism == SpfMechanism.All;
            }

            return Redirect is null || hasAll ? count : count + 1;
        }
    }

    /// <summary>The record as published.</summary>
    public override string ToString() => Text;
}
