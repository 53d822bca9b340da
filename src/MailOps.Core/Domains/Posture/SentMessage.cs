using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Signing;

namespace MailOps.Domains.Posture;

/// <summary>What one message of the domain, as a receiver has it, shows about the rules for bulk senders.</summary>
internal sealed record SentMessage
{
    // RFC 3848, RFC 6531 section 4.3: the protocols of a Received field that say TLS.
    private static readonly string[] Encrypted = ["ESMTPS", "ESMTPSA", "UTF8SMTPS", "UTF8SMTPSA"];
    private static readonly string[] Plain = ["SMTP", "ESMTP", "ESMTPA", "UTF8SMTP", "UTF8SMTPA"];

    /// <summary>What authentication says.</summary>
    public required MailAuthenticationResult Authentication { get; init; }

    /// <summary>Whether the receiver got it over TLS; null: its Received field does not say so.</summary>
    public bool? CameOverTls { get; init; }

    /// <summary>Whether it can be unsubscribed from with one click (RFC 8058 section 3).</summary>
    public bool HasOneClick { get; init; }

    /// <summary>Whether a signature that passes covers both fields (RFC 8058 section 4).</summary>
    public bool IsOneClickSigned { get; init; }

    /// <exception cref="MailOpsException">MailOps.Authentication.MessageUnreadable.</exception>
    public static async Task<SentMessage> ReadAsync(string path, MailAuthenticator authenticator, CancellationToken cancellationToken)
    {
        var authentication = await authenticator.CheckFileAsync(path, MailAuthenticationQuery.FromHeader, cancellationToken).ConfigureAwait(false);
        using var file = MessageFile.Open(path);
        var reader = new SignedMessageReader(file, DkimOptions.Default.MaxHeaderLength);
        return await reader.ReadHeaderAsync(cancellationToken).ConfigureAwait(false)
            ? Read(reader.Header, authentication)
            : new SentMessage { Authentication = authentication };
    }

    private static SentMessage Read(SignedHeader header, MailAuthenticationResult authentication)
    {
        bool? overTls = null;
        var hasSecureUri = false;
        var hasPost = false;
        for (var i = 0; i < header.Count; i++)
        {
            if (overTls is null && header.IsNamed(i, "received"u8))
            {
                overTls = TlsOf(header.Value(i));
            }
            else if (header.IsNamed(i, "list-unsubscribe"u8))
            {
                hasSecureUri |= Unfold(header.Value(i)).Split(',').Any(uri => uri.Trim().StartsWith("<https://", StringComparison.OrdinalIgnoreCase));
            }
            else if (header.IsNamed(i, "list-unsubscribe-post"u8))
            {
                hasPost |= Unfold(header.Value(i)).Trim().Equals("List-Unsubscribe=One-Click", StringComparison.OrdinalIgnoreCase);
            }
        }

        return new SentMessage
        {
            Authentication = authentication,
            CameOverTls = overTls,
            HasOneClick = hasSecureUri && hasPost,
            IsOneClickSigned = authentication.Dkim.Signatures.Any(s => s.Result == DkimResult.Pass && Covers(s.Signature.HeaderNames, "List-Unsubscribe")
                && Covers(s.Signature.HeaderNames, "List-Unsubscribe-Post")),
        };
    }

    // The topmost field with a client from outside is the one of the receiver.
    private static bool? TlsOf(ReadOnlySpan<byte> value)
    {
        if (!ReceivedField.Read(value).IsFromOutside)
        {
            return null;
        }

        var words = Unfold(value).Split([' ', '\t', '(', ')', ';'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < words.Length; i++)
        {
            if (words[i].Equals("with", StringComparison.OrdinalIgnoreCase))
            {
                return Encrypted.Contains(words[i + 1], StringComparer.OrdinalIgnoreCase) ? true
                    : Plain.Contains(words[i + 1], StringComparer.OrdinalIgnoreCase) ? false
                    : null;
            }
        }

        return null;
    }

    private static bool Covers(string names, string name) => names.Split(':').Any(n => n.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Unfold(ReadOnlySpan<byte> value) => AuthenticationResultsText.Unfold(value);
}
