using System;
using System.Collections.Generic;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Dkim;

/// <summary>Finds the selectors that a message was signed with.</summary>
public static class DkimSelectorReader
{
    private const int MaxFields = 200;

    /// <summary>Reads the signature fields of a message, those of ARC too.</summary>
    /// <param name="message">The message, or its header alone.</param>
    /// <returns>Each domain and selector once, from the top of the message on. Fields that cannot be read are passed over.</returns>
    public static IReadOnlyList<DkimSignature> Read(ReadOnlyMemory<byte> message)
    {
        var body = SignedHeader.FindBody(message.Span);
        var header = SignedHeader.Read(body < 0 ? message : message.Slice(0, body));
        var found = new List<DkimSignature>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < header.Count && found.Count < MaxFields; i++)
        {
            if (header.IsNamed(i, "dkim-signature"u8) || header.IsNamed(i, "arc-message-signature"u8) || header.IsNamed(i, "arc-seal"u8))
            {
                var signature = DkimSignatureParser.Read(header.Value(i).ToArray()).ToSignature();
                if (signature.Domain.Length > 0 && signature.Selector.Length > 0 && names.Add(signature.KeyName))
                {
                    found.Add(signature);
                }
            }
        }

        return found;
    }
}
