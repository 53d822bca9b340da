using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace MailOps.Build;

/// <summary>A cmdlet as its attributes describe it.</summary>
internal sealed record CmdletModel
{
    public required Type Type { get; init; }

    public required string Verb { get; init; }

    public required string Noun { get; init; }

    public string? DefaultParameterSet { get; init; }

    public bool SupportsShouldProcess { get; init; }

    public required IReadOnlyList<Type> OutputTypes { get; init; }

    public required IReadOnlyList<ParameterModel> Parameters { get; init; }

    public string Name => Verb + "-" + Noun;

    /// <summary>The parameter sets by name; one of no name where the cmdlet has none of its own.</summary>
    public IReadOnlyList<string> ParameterSets
    {
        get
        {
            // The default set may be the one without any parameter of its own.
            var names = Parameters.SelectMany(p => p.Uses).Select(u => u.Set).Append(DefaultParameterSet ?? ParameterModel.AllSets)
                .Where(s => s != ParameterModel.AllSets).Distinct().OrderBy(s => s != DefaultParameterSet).ToList();
            return names.Count > 0 ? names : [ParameterModel.AllSets];
        }
    }
}

internal sealed record ParameterModel
{
    public const string AllSets = "__AllParameterSets";

    public required PropertyInfo Property { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    public required IReadOnlyList<ParameterUse> Uses { get; init; }

    public bool SupportsWildcards { get; init; }

    public IReadOnlyList<string> ValidValues { get; init; } = [];

    public string Name => Property.Name;

    public ParameterUse? UseIn(string set) => Uses.FirstOrDefault(u => u.Set == set) ?? Uses.FirstOrDefault(u => u.Set == AllSets);
}

/// <summary>What a parameter is in one parameter set.</summary>
internal sealed record ParameterUse
{
    public required string Set { get; init; }

    public bool Mandatory { get; init; }

    public int? Position { get; init; }

    public bool ByValue { get; init; }

    public bool ByPropertyName { get; init; }

    public bool Remaining { get; init; }
}
