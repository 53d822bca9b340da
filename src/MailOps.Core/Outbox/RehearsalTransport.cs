using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>
/// Puts other recipients into the envelope, and the real ones into a field of the message. Outcomes keep their order, so that each is recorded
/// with the delivery that it rehearsed.
/// </summary>
internal sealed class RehearsalTransport(IMailTransport inner, MailRehearsal rehearsal) : IMailTransport
{
    private const string Field = "X-MailOps-Rehearsal-For";

    // A line of at most 998 characters (RFC 5322 section 2.1.1) holds three addresses of the greatest length.
    private const int NamedRecipients = 3;

    public async Task<MailDeliveryReport> SendAsync(
        MailEnvelope envelope, ReadOnlyMemory<byte> message, MailStartGate? gate, CancellationToken cancellationToken)
    {
        var redirected = envelope with { Recipients = [.. envelope.Recipients.Select(Redirect)] };
        if (redirected.Recipients.SequenceEqual(envelope.Recipients))
        {
            return await inner.SendAsync(envelope, message, gate, cancellationToken).ConfigureAwait(false);
        }

        var marked = MessageHeader.Prepend(message.Span, Field, Describe(envelope.Recipients));
        var report = await inner.SendAsync(redirected, marked, gate, cancellationToken).ConfigureAwait(false);
        return report with { Server = report.Server + " (rehearsal into " + rehearsal.RedirectTo + ")" };
    }

    private EnvelopeRecipient Redirect(EnvelopeRecipient recipient) =>
        rehearsal.Redirect(recipient.Address) is var target && target == recipient.Address ? recipient : recipient with { Address = target };

    private static string Describe(IReadOnlyList<EnvelopeRecipient> recipients)
    {
        var names = string.Join(", ", recipients.Take(NamedRecipients).Select(r => r.Address));
        var ascii = new string([.. names.Select(c => c is >= ' ' and < '\x7f' ? c : '?')]);
        return recipients.Count > NamedRecipients
            ? ascii + " and " + (recipients.Count - NamedRecipients).ToString(System.Globalization.CultureInfo.InvariantCulture) + " more"
            : ascii;
    }
}
