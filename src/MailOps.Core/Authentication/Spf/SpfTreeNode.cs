using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MailOps.Authentication.Spf;

/// <summary>One record in the tree of includes and redirects.</summary>
public sealed record SpfTreeNode
{
    /// <summary>The domain of the record.</summary>
    public required string Domain { get; init; }

    /// <summary>The term that led here, such as <c>include:_spf.example.com</c>; empty for the first record.</summary>
    public string Term { get; init; } = "";

    /// <summary>The record; empty when there is none or it was not read.</summary>
    public string Record { get; init; } = "";

    /// <summary>Whether the record was found and can be read.</summary>
    public required SpfVerdict Verdict { get; init; }

    /// <summary>How many terms of this record ask the DNS.</summary>
    public int Lookups { get; init; }

    /// <summary>How many terms of this record and all below it ask the DNS: what a client costs that matches none of them.</summary>
    public int TotalLookups { get; init; }

    /// <summary>How many of the look-ups of this record and all below it find nothing.</summary>
    public int TotalVoidLookups { get; init; }

    /// <summary>The records that this one includes or redirects to, in its order.</summary>
    public IReadOnlyList<SpfTreeNode> Children { get; init; } = [];

    /// <summary>The tree with one record a line, indented, with its look-ups.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, 0);
        return text.ToString().TrimEnd('\n');
    }

    private void Write(StringBuilder text, int depth)
    {
        text.Append(' ', depth * 2).Append(Term.Length == 0 ? Domain : Term).Append(' ')
            .Append(Verdict == SpfVerdict.Valid ? TotalLookups.ToString(CultureInfo.InvariantCulture) : Verdict.ToString()).Append('\n');
        foreach (var child in Children)
        {
            child.Write(text, depth + 1);
        }
    }
}
