using System.Linq;
using MailOps.Journal;

namespace MailOps.Outbox;

/// <summary>Whether messages fit a filter.</summary>
internal static class OutboxFilterMatch
{
    /// <summary>What the message without its deliveries decides.</summary>
    public static bool OfMessage(OutboxFilter filter, DelayedMail message) =>
        (filter.MessageId is null || filter.MessageId == message.MessageId)
        && (filter.CreatedBy is null || filter.CreatedBy == message.CreatedBy)
        && (filter.CreatedSince is null || message.CreatedAt >= filter.CreatedSince)
        && (filter.CreatedBefore is null || message.CreatedAt < filter.CreatedBefore)
        && (filter.Subject is null || WildcardPattern.IsMatch(filter.Subject, message.Subject))
        && (filter.Campaign is null || FitsCampaign(filter.Campaign, message.Campaign));

    /// <summary>What its deliveries decide.</summary>
    public static bool OfDeliveries(OutboxFilter filter, DelayedMail message) =>
        (filter.States.Count == 0 || filter.States.Contains(message.State))
        && (filter.DueSince is null || message.DueAt >= filter.DueSince)
        && (filter.DueBefore is null || message.DueAt < filter.DueBefore)
        && (filter.Address is null || message.Recipients.Any(r => FitsAddress(filter.Address, r.Address)));

    private static bool FitsCampaign(string wanted, string campaign) =>
        WildcardPattern.HasWildcard(wanted) ? WildcardPattern.IsMatch(wanted, campaign) : wanted == campaign;

    private static bool FitsAddress(string wanted, string address) => WildcardPattern.HasWildcard(wanted)
        ? WildcardPattern.IsMatch(wanted, address)
        : AddressKey.Of(wanted) == AddressKey.Of(address);
}
