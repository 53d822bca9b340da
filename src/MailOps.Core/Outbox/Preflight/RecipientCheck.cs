using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Journal;
using MailOps.Suppression;

namespace MailOps.Outbox;

/// <summary>Who gets the mail, and who sees that.</summary>
internal sealed class RecipientCheck(PreflightOptions options)
{
    // Enough for the largest campaign of one call; beyond it nobody is remembered any more.
    private const int MaxRemembered = 2_000_000;

    private readonly HashSet<(string Address, string Subject, int Hash, int Length)> _seen = [];

    public void Run(PreflightMail mail, List<Finding> findings)
    {
        var visible = mail.Root.Headers.GetAll("To").Concat(mail.Root.Headers.GetAll("Cc"))
            .SelectMany(MailAddressList.Parse).Where(e => e.IsValid).Select(e => e.Address).ToList();
        if (visible.Count > options.MaxVisibleRecipients)
        {
            findings.Add(DraftFindings.ManyVisible.Found(visible.Count));
        }

        if (visible.Count > 1 && visible.GroupBy(AddressKey.Of).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            findings.Add(DraftFindings.NamedTwice.Found(DisplayText.Quote(twice.First())));
        }

        foreach (var recipient in mail.Mail.Recipients)
        {
            if (!MailAddress.TryParse(recipient, out var address, out var error))
            {
                if (options.JudgeRecipients)
                {
                    findings.Add(DraftFindings.InvalidRecipient.Found(DisplayText.Quote(recipient), error.Message));
                }
            }

            // A mail with a key is known to the store when it comes again.
            else if (mail.Mail.Key is null && _seen.Count < MaxRemembered && !_seen.Add(IdentityOf(mail, address)))
            {
                findings.Add(DraftFindings.SentTwice.Found(DisplayText.Quote(address.Address)));
            }
        }
    }

    // Two invoices to one customer have the same subject and are not the same mail.
    private static (string Address, string Subject, int Hash, int Length) IdentityOf(PreflightMail mail, MailAddress address)
    {
        var text = mail.Text + "\n" + mail.Html + "\n" + string.Join("\n", mail.Attachments);
        return (AddressKey.Of(address.Address), mail.Subject, StringComparer.Ordinal.GetHashCode(text), mail.Mail.Content.Length);
    }

    public async ValueTask LookUpAsync(PreflightMail mail, List<Finding> findings, CancellationToken cancellationToken)
    {
        if (options.Suppression is not { } suppression || mail.Mail.SuppressionOverride.Length > 0)
        {
            return;
        }

        var addresses = mail.Mail.Recipients.Select(r => MailAddress.TryParse(r, out var a, out _) ? a.Address : null).OfType<string>().ToList();
        var entries = await suppression.FindAsync(addresses, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < addresses.Count; i++)
        {
            if (entries[i] is { State: SuppressionState.Blocked } entry)
            {
                findings.Add(DraftFindings.SuppressedRecipient.Found(addresses[i], SuppressionText.Describe(entry)));
            }
        }
    }
}
