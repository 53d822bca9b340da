using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Outbox;

/// <summary>
/// A dress rehearsal: everything goes its real way, throttles, retries and the log included, and arrives in one mailbox in place of the
/// recipients'.
/// </summary>
public sealed record MailRehearsal
{
    /// <summary>The environment variable that makes every run on this machine a rehearsal: the mailbox.</summary>
    public const string Variable = "MAILOPS_REHEARSAL";

    private MailRehearsal(string redirectTo, IReadOnlyList<string> allowedDomains)
    {
        RedirectTo = redirectTo;
        AllowedDomains = allowedDomains;
    }

    /// <summary>The mailbox that gets all mail.</summary>
    public string RedirectTo { get; }

    /// <summary>Domains whose recipients get their mail all the same, such as one's own.</summary>
    public IReadOnlyList<string> AllowedDomains { get; }

    /// <summary>A rehearsal into a mailbox.</summary>
    /// <param name="redirectTo">The mailbox.</param>
    /// <param name="allowedDomains">Domains whose recipients get their mail all the same; subdomains are not meant.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.InvalidRehearsal</c>: one of them is no address or no domain.</exception>
    public static MailRehearsal Into(string redirectTo, IEnumerable<string> allowedDomains)
    {
        ArgumentNullException.ThrowIfNull(redirectTo);
        ArgumentNullException.ThrowIfNull(allowedDomains);
        if (!MailAddress.TryParse(redirectTo, out var mailbox, out var error))
        {
            throw OutboxErrors.InvalidRehearsal(redirectTo, error.Message);
        }

        return new MailRehearsal(mailbox.Address, [.. allowedDomains.Select(ReadDomain)]);
    }

    /// <summary>What the caller asked for, else what the environment says; null: mail goes to its recipients.</summary>
    /// <param name="redirectTo">The mailbox; null where the caller named none.</param>
    /// <param name="allowedDomains">The domains that the caller named.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.InvalidRehearsal</c>.</exception>
    public static MailRehearsal? Find(string? redirectTo, IReadOnlyCollection<string> allowedDomains)
    {
        ArgumentNullException.ThrowIfNull(allowedDomains);
        var mailbox = redirectTo ?? Environment.GetEnvironmentVariable(Variable);

        // A domain that is allowed without a mailbox for the others would have to lose their mail, or to send it.
        return !string.IsNullOrEmpty(mailbox) ? Into(mailbox!, allowedDomains)
            : allowedDomains.Count == 0 ? null
            : throw OutboxErrors.InvalidRehearsal("", "a domain is allowed, and no mailbox is named for the others");
    }

    /// <summary>Where mail to an address goes in this rehearsal.</summary>
    internal string Redirect(string address)
    {
        var domain = address.Substring(address.LastIndexOf('@') + 1);
        return AllowedDomains.Contains(domain, StringComparer.OrdinalIgnoreCase) ? address : RedirectTo;
    }

    private static string ReadDomain(string text) => MailAddress.TryParse("x@" + text, out var address, out var error)
        ? address.Address.Substring(2)
        : throw OutboxErrors.InvalidRehearsal(text, error.Message);
}
