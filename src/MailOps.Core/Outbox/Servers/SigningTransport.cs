using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>Signs each message with DKIM as the last thing before it is handed over, so that the signature covers what really leaves.</summary>
internal sealed class SigningTransport(IMailTransport inner, DkimSigner signer) : IMailTransport
{
    public Task<MailDeliveryReport> SendAsync(
        MailEnvelope envelope, ReadOnlyMemory<byte> message, MailStartGate? gate, CancellationToken cancellationToken)
    {
        var field = Encoding.ASCII.GetBytes(signer.Sign(message));
        var signed = new byte[field.Length + message.Length];
        field.CopyTo(signed, 0);
        message.CopyTo(signed.AsMemory(field.Length));
        return inner.SendAsync(envelope, signed, gate, cancellationToken);
    }
}
