using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MailOps.Suppression;

/// <summary>Tells a person what a run found: new bounces and blocks, a line each.</summary>
public sealed record SuppressionDigest
{
    private const int MaxLines = 200;

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>What makes it the same digest when it is queued again.</summary>
    public required string Key { get; init; }

    /// <summary>The digest of some decisions; null when nothing new is among them.</summary>
    /// <param name="decisions">The decisions of one run.</param>
    /// <param name="store">The name of the store.</param>
    public static SuppressionDigest? Of(IReadOnlyList<SuppressionDecision> decisions, string store)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var news = decisions
            .Where(d => d.Changed && d.Action is SuppressionAction.Block or SuppressionAction.Hold or SuppressionAction.Observe or SuppressionAction.Unblock)
            .OrderBy(d => d.Action switch { SuppressionAction.Hold => 0, SuppressionAction.Block => 1, SuppressionAction.Unblock => 2, _ => 3 })
            .ThenBy(d => d.Address, StringComparer.OrdinalIgnoreCase).ToList();
        if (news.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder(SuppressionTexts.DigestLead(store, news[0].Run)).AppendLine().AppendLine();
        foreach (var finding in news.SelectMany(d => d.Findings))
        {
            text.AppendLine(finding.Message).AppendLine(finding.Advice).AppendLine();
        }

        foreach (var decision in news.Take(MaxLines))
        {
            text.Append(decision.Action).Append("  ").Append(decision.Address).Append("  ").AppendLine(decision.Reason);
        }

        if (news.Count > MaxLines)
        {
            text.AppendLine(SuppressionTexts.DigestMore(news.Count - MaxLines));
        }

        return new SuppressionDigest
        {
            Subject = SuppressionTexts.DigestSubject(news.Count(d => d.Action == SuppressionAction.Block)),
            Text = text.ToString(),
            Key = "suppression-digest/" + news[0].Run,
        };
    }
}
