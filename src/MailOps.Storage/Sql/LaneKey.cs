using MailOps.Journal;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>What the mail of one lane has in common. Domain and sender are empty where no throttle names them.</summary>
internal readonly record struct LaneKey
{
    // No part can contain it: addresses, domains and servers have no control characters, and a campaign comes last.
    private const char Separator = '\u001f';

    public string Server { get; init; }

    public string Domain { get; init; }

    public string Sender { get; init; }

    public string Campaign { get; init; }

    /// <summary>The text that the store knows the lane by; that of a bare server is the server.</summary>
    public string Text => Domain.Length + Sender.Length + Campaign.Length == 0
        ? Server
        : Server + Separator + Domain + Separator + Sender + Separator + Campaign;

    /// <summary>Whether a lane is limited by all that limits this one. A lane whose throttle was taken away may stay as it is.</summary>
    public bool IsServedBy(LaneKey lane) => Server == lane.Server && Campaign == lane.Campaign
        && (Domain.Length == 0 || Domain == lane.Domain) && (Sender.Length == 0 || Sender == lane.Sender);

    /// <summary>The domain of an address key.</summary>
    public static string DomainOf(string addressKey) => addressKey.Substring(addressKey.LastIndexOf('@') + 1);

    /// <summary>The lane that a delivery belongs in, as the throttles stand.</summary>
    public static LaneKey Of(ThrottleBook book, string server, string sender, string campaign, string addressKey)
    {
        var domain = DomainOf(addressKey);
        var senderKey = sender.Length == 0 ? "" : AddressKey.Of(sender);
        return new LaneKey
        {
            Server = server,
            Domain = book.Has(ThrottleScope.Domain, domain) ? domain : "",
            Sender = senderKey.Length > 0 && book.Has(ThrottleScope.Sender, senderKey) ? senderKey : "",
            Campaign = campaign,
        };
    }
}
