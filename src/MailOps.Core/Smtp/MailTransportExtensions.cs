using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Smtp;

/// <summary>Shorter calls of <see cref="IMailTransport"/>.</summary>
public static class MailTransportExtensions
{
    /// <summary>Hands over one message without a gate.</summary>
    /// <param name="transport">The transport.</param>
    /// <param name="envelope">Sender and recipients.</param>
    /// <param name="message">The message as it goes over the wire.</param>
    /// <param name="cancellationToken">Ends the attempt at once.</param>
    /// <returns>One outcome per recipient, in the order of the envelope.</returns>
    public static Task<MailDeliveryReport> SendAsync(
        this IMailTransport transport, MailEnvelope envelope, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transport);
        return transport.SendAsync(envelope, message, gate: null, cancellationToken);
    }
}
