using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Dkim;

/// <summary>Finds the selectors that a message was signed with.</summary>
public static class DkimSelectorReader
{
    private const int MaxFields = 200;

    /// <summary>Reads the selectors that messages were signed with for a domain.</summary>
    /// <param name="paths">The files of the messages; only their headers are read.</param>
    /// <param name="domain">The signing domain.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MailOpsException">MailOps.Authentication.MessageUnreadable.</exception>
    public static async Task<IReadOnlyList<string>> ReadFilesAsync(IEnumerable<string> paths, DomainName domain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(domain);
        var selectors = new List<string>();
        foreach (var path in paths)
        {
            using var file = MessageFile.Open(path);
            var reader = new SignedMessageReader(file, DkimOptions.Default.MaxHeaderLength);
            if (await reader.ReadHeaderAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var signature in Read(reader.Header))
                {
                    if (signature.Domain == domain.Ascii && !selectors.Contains(signature.Selector))
                    {
                        selectors.Add(signature.Selector);
                    }
                }
            }
        }

        return selectors;
    }

    /// <summary>Reads the signature fields of a message, those of ARC too.</summary>
    /// <param name="message">The message, or its header alone.</param>
    /// <returns>Each domain and selector once, from the top of the message on. Fields that cannot be read are passed over.</returns>
    public static IReadOnlyList<DkimSignature> Read(ReadOnlyMemory<byte> message)
    {
        var body = SignedHeader.FindBody(message.Span);
        return Read(SignedHeader.Read(body < 0 ? message : message.Slice(0, body)));
    }

    private static List<DkimSignature> Read(SignedHeader header)
    {
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
