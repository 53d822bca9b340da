using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Signing;
using MailOps.Dns;

namespace MailOps.Authentication.Arc;

/// <summary>Validates ARC chains (RFC 8617 section 5.2). It is safe for use from many threads at once.</summary>
public sealed class ArcVerifier
{
    private readonly DkimKeyStore _keys;
    private readonly DkimOptions _options;

    /// <summary>Makes a verifier; one that is kept also keeps the keys that it has read.</summary>
    /// <param name="resolver">Answers DNS queries.</param>
    /// <param name="options">The limits; null: the usual ones.</param>
    public ArcVerifier(IDnsResolver resolver, DkimOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _keys = new DkimKeyStore(resolver);
        _options = options ?? DkimOptions.Default;
    }

    /// <summary>Validates the chain of a message in memory.</summary>
    /// <param name="message">The whole message, lines ending with CRLF or LF.</param>
    /// <param name="cancellationToken">Ends the wait for the DNS.</param>
    public ValueTask<ArcVerification> VerifyAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        Pass(cancellationToken).RunAsync(message);

    /// <summary>Validates the chain of a message while it is read; its body may be of any size.</summary>
    /// <param name="message">The whole message; read to its end and left open.</param>
    /// <param name="cancellationToken">Ends the reading and the wait for the DNS.</param>
    public ValueTask<ArcVerification> VerifyAsync(Stream message, CancellationToken cancellationToken) =>
        Pass(cancellationToken).RunAsync(message, cancellationToken);

    private SignedMessagePass<ArcVerificationRun, ArcVerification> Pass(CancellationToken cancellationToken) => new()
    {
        MaxHeaderLength = _options.MaxHeaderLength,
        Begin = (header, hashes) => ArcVerificationRun.Begin(header, hashes, _keys, cancellationToken),
        Complete = static (_, run) => run.CompleteAsync(),
        HeaderTooLong = HeaderTooLong,
    };

    private ArcVerification HeaderTooLong() => new()
    {
        Result = ArcResult.Fail,
        Findings = new FindingList([DkimFindings.HeaderTooLong.Found(_options.MaxHeaderLength)]),
    };
}
