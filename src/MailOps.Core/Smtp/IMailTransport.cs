using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Smtp;

/// <summary>
/// Decides at the last moment who still gets a message: called once the server is ready, directly before MAIL FROM, so that a mail can be
/// taken back until then. A queue writes its durable "Sending" mark here.
/// </summary>
/// <param name="envelope">The envelope about to be sent.</param>
/// <param name="cancellationToken">Ends the wait.</param>
/// <returns>
/// The recipients of the envelope that are still to be served; the others become <see cref="MailOutcome.Withheld"/>. When it is empty,
/// the server never hears of the message.
/// </returns>
public delegate ValueTask<IReadOnlyList<EnvelopeRecipient>> MailStartGate(MailEnvelope envelope, CancellationToken cancellationToken);

/// <summary>
/// Hands a message to the next server. The own implementation is <see cref="SmtpTransport"/>; an adapter onto another library needs only
/// this one method. An implementation may be used from many tasks at once.
/// </summary>
public interface IMailTransport
{
    /// <summary>
    /// Hands over one message. What a server or the network does ends as an outcome for each recipient, never as an exception: a refused
    /// connection, wrong credentials, a bad certificate, a rejection, a lost reply.
    /// </summary>
    /// <param name="envelope">Sender and recipients.</param>
    /// <param name="message">The message as it goes over the wire; line ends are normalised to CRLF, nothing else is changed.</param>
    /// <param name="gate">Asked directly before MAIL FROM who still gets it; null serves everyone. At most one call.</param>
    /// <param name="cancellationToken">
    /// Ends the attempt at once. Before the end of the message is on its way this throws <see cref="OperationCanceledException"/>, and nobody
    /// has got it; after that the outcomes are returned, <see cref="MailOutcome.InDoubt"/> where the reply did not arrive.
    /// </param>
    /// <returns>One outcome per recipient, in the order of the envelope.</returns>
    /// <exception cref="MailOpsException">
    /// The envelope itself cannot be sent: <c>MailOps.Smtp.CommandInjection</c>, <c>MailOps.Smtp.InvalidEnvelope</c>.
    /// </exception>
    Task<MailDeliveryReport> SendAsync(
        MailEnvelope envelope, ReadOnlyMemory<byte> message, MailStartGate? gate, CancellationToken cancellationToken);
}
