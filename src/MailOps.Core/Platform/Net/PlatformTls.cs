using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Platform;

/// <summary>TLS of this runtime.</summary>
internal static class PlatformTls
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static Task AuthenticateAsync(SslStream stream, string host, CancellationToken cancellationToken) =>
        AuthenticateAsync(stream, host, offersHttp2: false, cancellationToken);

    public static Task AuthenticateAsync(SslStream stream, string host, bool offersHttp2, CancellationToken cancellationToken) =>
        stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ApplicationProtocols = offersHttp2 ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] : null,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            },
            cancellationToken);

    public static bool IsHandshakeFault(Exception e) => e is AuthenticationException;

    public static bool IsNewEnough(SslProtocols version) => version is SslProtocols.Tls12 or SslProtocols.Tls13;

    public static string Describe(SslProtocols version) => version switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        SslProtocols.Tls13 => "TLS 1.3",
        _ => version.ToString(),
    };

    /// <summary>Whether a certificate is for the host: the runtime has compared the name, and told in its errors when it is another.</summary>
    public static bool IsFor(X509Certificate2 certificate, string host)
    {
        _ = (certificate, host);
        return true;
    }

    /// <summary>Whether a certificate is for a name (RFC 9525 section 6), for callers that had no handshake check it.</summary>
    public static bool MatchesName(X509Certificate2 certificate, string name) =>
        certificate.MatchesHostname(name, allowWildcards: true, allowCommonName: false);

    /// <summary>Whether a certificate is valid for a purpose, that of servers unless another is named, when exactly these roots are trusted.</summary>
    public static bool LeadsTo(
        IReadOnlyList<X509Certificate2> roots, X509Certificate2 certificate, IReadOnlyList<X509Certificate2> sent, string purpose = ServerAuthentication)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(sent.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(purpose));
        return chain.Build(certificate);
    }
}
