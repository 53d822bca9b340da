using System;
using System.Net;

namespace MailOps.Authentication.Spf;

/// <summary>Makes a query of what a person knows about a mail: the client's address, and of domain, sender and HELO name what there is.</summary>
public static class SpfQueryBuilder
{
    /// <summary>
    /// The query. Without a sender it is for <c>postmaster@DOMAIN</c> (RFC 7208 section 4.3); with an empty one for the HELO name (section 2.4).
    /// </summary>
    /// <param name="client">The address of the SMTP client.</param>
    /// <param name="domain">The domain whose record is asked; null: that of the sender, or the HELO name.</param>
    /// <param name="sender">The address of MAIL FROM; null: not known; empty: the null reverse path of bounces.</param>
    /// <param name="helo">The HELO name; null: not known.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Spf.SenderWithoutDomain</c>: nothing names a domain.</exception>
    public static SpfQuery Build(IPAddress client, string? domain, string? sender, string? helo)
    {
        ArgumentNullException.ThrowIfNull(client);
        var isKnown = sender is null ? domain is not null || !string.IsNullOrEmpty(helo) : sender.Length == 0 ? !string.IsNullOrEmpty(helo) : sender.Contains('@');
        if (!isKnown && domain is null)
        {
            throw SpfErrors.SenderWithoutDomain(sender ?? "");
        }

        return new SpfQuery
        {
            ClientAddress = client,
            Domain = domain ?? "",
            MailFrom = sender is null ? (domain is null ? "" : "postmaster@" + domain) : sender.Length > 0 && !isKnown ? sender + "@" + domain : sender,
            Helo = helo ?? "",
        };
    }
}
