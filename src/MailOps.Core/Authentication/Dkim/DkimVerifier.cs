using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Signing;
using MailOps.Dns;

namespace MailOps.Authentication.Dkim;

/// <summary>
/// Verifies the DKIM signatures of messages (RFC 6376 section 6, RFC 8301, RFC 8463, RFC 8616). The body is read once, in constant memory, however many
/// signatures there are. It is safe for use from many threads at once.
/// </summary>
public sealed class DkimVerifier
{
    private readonly DkimKeyStore _keys;
    private readonly DkimOptions _options;

    /// <summary>Makes a verifier; one that is kept also keeps the keys that it has read.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="options">The limits; null: the usual ones.</param>
    public DkimVerifier(IDnsResolver resolver, DkimOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _keys = new DkimKeyStore(resolver);
        _options = options ?? DkimOptions.Default;
    }

    /// <summary>Verifies a message in memory.</summary>
    /// <param name="message">The whole message, lines ending with CRLF or LF.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    public ValueTask<DkimVerification> VerifyAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        Pass(cancellationToken).RunAsync(message);

    /// <summary>Verifies a message while it is read; its body may be of any size.</summary>
    /// <param name="message">The whole message, lines ending with CRLF or LF; read to its end and left open.</param>
    /// <param name="cancellationToken">Ends the reading and the wait for the DNS.</param>
    public ValueTask<DkimVerification> VerifyAsync(Stream message, CancellationToken cancellationToken) =>
        Pass(cancellationToken).RunAsync(message, cancellationToken);

    private SignedMessagePass<DkimVerificationRun, DkimVerification> Pass(CancellationToken cancellationToken) => new()
    {
        MaxHeaderLength = _options.MaxHeaderLength,
        Begin = (header, hashes) => DkimVerificationRun.Begin(header, hashes, _keys, _options, cancellationToken),
        Complete = static (_, run) => run.CompleteAsync(),
        HeaderTooLong = HeaderTooLong,
    };

    private DkimVerification HeaderTooLong() => new()
    {
        Result = DkimResult.PermError,
        Findings = new FindingList([DkimFindings.HeaderTooLong.Found(_options.MaxHeaderLength)]),
    };
}
