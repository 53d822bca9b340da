using System.Collections.Generic;

namespace MailOps.Journal;

/// <summary>What of a log tells of a delivery and could not be read: it is counted, so that nothing vanishes without a word.</summary>
internal sealed class UnreadTally
{
    private Spot _recipients;
    private Spot _statuses;
    private Spot _deliveries;

    /// <summary>The row has the name of a type in place of its recipients.</summary>
    public void AddRecipients(long line) => _recipients = _recipients.Next(line);

    /// <summary>The row has the name of a type in place of what the server said.</summary>
    public void AddStatuses(long line) => _statuses = _statuses.Next(line);

    /// <summary>The line has no recipient or outcome that can be read.</summary>
    public void AddDelivery(long line) => _deliveries = _deliveries.Next(line);

    /// <summary>What is to be said of it, each once.</summary>
    /// <param name="name">How the log is named.</param>
    public IEnumerable<Finding> Findings(string name)
    {
        foreach (var (spot, rule) in new[] { (_recipients, LogFindings.RecipientsLost), (_statuses, LogFindings.StatusesLost), (_deliveries, LogFindings.Unread) })
        {
            if (spot.Count > 0)
            {
                yield return rule.Found(name, spot.Count, spot.First);
            }
        }
    }

    private readonly record struct Spot(long Count, long First)
    {
        public Spot Next(long line) => new(Count + 1, Count == 0 ? line : First);
    }
}
