using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Dkim;

/// <summary>Signs messages with rsa-sha256 (RFC 6376 section 5). It is safe for use from many threads at once.</summary>
public sealed class DkimSigner : IDisposable
{
    private const string FieldName = "DKIM-Signature";
    private static readonly DateTime UnixEpoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly DkimPrivateKey _key;
    private readonly DkimSignerOptions _options;

    /// <summary>Makes a signer.</summary>
    /// <param name="domain">The signing domain, tag <c>d</c>; for DMARC it is that of the From field, or of the same organization.</param>
    /// <param name="selector">The selector, tag <c>s</c>.</param>
    /// <param name="key">The key; the signer disposes of it.</param>
    /// <param name="options">How to sign; null: relaxed, the usual fields.</param>
    /// <exception cref="MailOpsException">MailOps.Dkim.InvalidName.</exception>
    public DkimSigner(string domain, string selector, DkimPrivateKey key, DkimSignerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        Domain = DomainText.TryNormalize(domain, out var name) ? name : throw DkimErrors.InvalidName(domain);
        Selector = DomainText.TryNormalize(selector, out name) ? name : throw DkimErrors.InvalidName(selector);
        _key = key;
        _options = options ?? DkimSignerOptions.Default;
    }

    /// <summary>The signing domain.</summary>
    public string Domain { get; }

    /// <summary>The selector.</summary>
    public string Selector { get; }

    /// <summary>The text of the record that publishes the key.</summary>
    public string PublicRecord => _key.PublicRecord;

    /// <summary>Makes a signer whose key is in a file.</summary>
    /// <param name="reference">Domain, selector and file.</param>
    /// <param name="options">How to sign; null: relaxed, the usual fields.</param>
    /// <exception cref="MailOpsException">MailOps.Dkim.KeyUnreadable, InvalidKey, EncryptedKey, KeySize or InvalidName.</exception>
    public static DkimSigner Load(DkimKeyReference reference, DkimSignerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new DkimSigner(reference.Domain, reference.Selector, DkimPrivateKey.Load(reference.KeyFile), options);
    }

    /// <summary>Signs a message in memory.</summary>
    /// <param name="message">The whole message as it will be sent; lines that end with LF are signed as CRLF.</param>
    /// <returns>The field, folded, ending with CRLF: it goes before the message.</returns>
    /// <exception cref="MailOpsException">MailOps.Dkim.NothingToSign.</exception>
    public string Sign(ReadOnlyMemory<byte> message)
    {
        var body = SignedHeader.FindBody(message.Span);
        var end = body < 0 ? message.Length : body;
        using var hashes = new BodyHashes();
        var hash = hashes.Request(_options.BodyCanonicalization, null);
        hashes.Append(message.Span.Slice(end));
        hashes.Complete();
        return Compose(SignedHeader.Read(message.Slice(0, end)), hash);
    }

    /// <summary>Signs a message while it is read; its body may be of any size.</summary>
    /// <param name="message">The whole message; read to its end and left open.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The field, folded, ending with CRLF: it goes before the message.</returns>
    /// <exception cref="MailOpsException">MailOps.Dkim.NothingToSign.</exception>
    public async Task<string> SignAsync(Stream message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var reader = new SignedMessageReader(message, DkimOptions.Default.MaxHeaderLength);
        if (!await reader.ReadHeaderAsync(cancellationToken).ConfigureAwait(false))
        {
            throw DkimErrors.NothingToSign(DkimErrors.HeaderTooLong);
        }

        using var hashes = new BodyHashes();
        var hash = hashes.Request(_options.BodyCanonicalization, null);
        await reader.ReadBodyAsync(hashes, cancellationToken).ConfigureAwait(false);
        return Compose(reader.Header, hash);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    internal static string UnixTime(DateTime time) => ((long)(time - UnixEpoch).TotalSeconds).ToString(CultureInfo.InvariantCulture);

    internal static string NameOf(Canonicalization mode) => mode == Canonicalization.Relaxed ? "relaxed" : "simple";

    private string Compose(SignedHeader header, BodyHash body)
    {
        if (SignedFieldNames.Count(header, "From") == 0)
        {
            throw DkimErrors.NothingToSign(DkimErrors.NoFrom);
        }

        var names = SignedFieldNames.Select(header, [.. WithFrom(_options.HeaderNames)], _options.OversignedHeaderNames);
        var list = string.Join(":", names);
        var now = _options.Clock.UtcNow;
        var field = new SignatureField(FieldName);
        field.Add("v", "1");
        field.Add("a", "rsa-sha256");
        field.Add("c", NameOf(_options.HeaderCanonicalization) + "/" + NameOf(_options.BodyCanonicalization));
        field.Add("d", Domain);
        field.Add("s", Selector);
        if (_options.Identity.Length > 0)
        {
            field.Add("i", EncodeIdentity(_options.Identity));
        }

        field.Add("t", UnixTime(now));
        if (_options.ValidFor is { } duration)
        {
            field.Add("x", UnixTime(now + duration));
        }

        field.Add("h", list);
        field.Add("bh", Convert.ToBase64String(body.Result));
        field.Add("b", "");
        var signed = new OctetBuffer(4096);
        if (!HeaderSelection.TryWrite(header, Encoding.ASCII.GetBytes(list), _options.HeaderCanonicalization, signed))
        {
            throw DkimErrors.NothingToSign(DkimErrors.HeaderTooLong);
        }

        return field.Sign(signed, _options.HeaderCanonicalization, _key) + "\r\n";
    }

    private static IEnumerable<string> WithFrom(TextList names)
    {
        // Section 5.4: From must be signed, whatever the caller says.
        yield return "From";
        foreach (var name in names)
        {
            yield return name;
        }
    }

    // Section 2.11: what is not plain stands as =XX.
    private static string EncodeIdentity(string identity)
    {
        var text = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(identity))
        {
            if (octet is > 0x20 and < 0x7F and not ((byte)';' or (byte)'='))
            {
                text.Append((char)octet);
            }
            else
            {
                text.Append('=').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }
}
