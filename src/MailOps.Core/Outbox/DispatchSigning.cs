using System;
using System.Collections.Concurrent;
using System.Text;
using MailOps.Authentication.Dkim;

namespace MailOps.Outbox;

/// <summary>
/// Signs mail as it leaves. A queued mail names its key; the key itself is read here, once in a run, by the account that dispatches.
/// </summary>
internal sealed class DispatchSigning : IDisposable
{
    private readonly ConcurrentDictionary<string, DkimSigner> _signers = new(StringComparer.Ordinal);

    /// <summary>The message with a signature in front; as it is where the mail names no key.</summary>
    /// <param name="reference">The text of a <see cref="DkimKeyReference"/>; empty for none.</param>
    /// <param name="message">The message as it will be sent, Date included.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Dkim.*</c>: the key cannot be read, or there is nothing to sign.</exception>
    public ReadOnlyMemory<byte> Sign(string reference, ReadOnlyMemory<byte> message)
    {
        if (reference.Length == 0)
        {
            return message;
        }

        var field = Encoding.ASCII.GetBytes(SignerOf(reference).Sign(message));
        var signed = new byte[field.Length + message.Length];
        field.CopyTo(signed, 0);
        message.Span.CopyTo(signed.AsSpan(field.Length));
        return signed;
    }

    public void Dispose()
    {
        foreach (var signer in _signers.Values)
        {
            signer.Dispose();
        }
    }

    // A key that cannot be read is asked for again with the next mail: somebody may have put it right.
    private DkimSigner SignerOf(string reference)
    {
        if (_signers.TryGetValue(reference, out var known))
        {
            return known;
        }

        var loaded = DkimSigner.Load(DkimKeyReference.Parse(reference));
        if (_signers.TryAdd(reference, loaded))
        {
            return loaded;
        }

        loaded.Dispose();
        return _signers[reference];
    }
}
