using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Platform;

/// <summary>TLS of .NET Framework and Mono.</summary>
internal static class PlatformTls
{
    // SslProtocols.Tls13 has no name here, but SChannel negotiates it where Windows knows it.
    private const SslProtocols Tls13 = (SslProtocols)12288;

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>
    /// The system chooses the version (SslProtocols.None): naming TLS 1.3 fails on a Windows without it, naming 1.2 alone excludes it where it
    /// is there. An older version is refused after the handshake.
    /// </summary>
    public static Task AuthenticateAsync(SslStream stream, string host, CancellationToken cancellationToken) =>
        PlatformSockets.WaitAsync(
            stream.AuthenticateAsClientAsync(host, new X509CertificateCollection(), SslProtocols.None, checkCertificateRevocation: false),
            cancellationToken);

    /// <summary>The same: protocols cannot be offered here.</summary>
    public static Task AuthenticateAsync(SslStream stream, string host, bool offersHttp2, CancellationToken cancellationToken)
    {
        _ = offersHttp2;
        return AuthenticateAsync(stream, host, cancellationToken);
    }

    public static bool IsHandshakeFault(Exception e) => e is AuthenticationException or Win32Exception or NotSupportedException;

    public static bool IsNewEnough(SslProtocols version) => version is SslProtocols.Tls12 or Tls13;

    public static string Describe(SslProtocols version) => version switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        Tls13 => "TLS 1.3",
        _ => version.ToString(),
    };

    /// <summary>Whether a certificate is for the host; see <see cref="CertificateNames"/> for why that is asked once more.</summary>
    public static bool IsFor(X509Certificate2 certificate, string host) => CertificateNames.Match(certificate, host);

    /// <summary>Whether a certificate is for a name.</summary>
    public static bool MatchesName(X509Certificate2 certificate, string name) => CertificateNames.Match(certificate, name);

    /// <summary>Whether a certificate is valid for a purpose, that of servers unless another is named, when exactly these roots are trusted.</summary>
    public static bool LeadsTo(
        IReadOnlyList<X509Certificate2> roots, X509Certificate2 certificate, IReadOnlyList<X509Certificate2> sent, string purpose = ServerAuthentication)
    {
        // There is no own trust store here: the chain may end at any root, and then that root must be one of ours, byte for byte.
        using var chain = new X509Chain();
        chain.ChainPolicy.ExtraStore.AddRange(roots.Concat(sent).ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(purpose));
        if (!chain.Build(certificate) || chain.ChainElements.Count == 0)
        {
            return false;
        }

        var last = chain.ChainElements[chain.ChainElements.Count - 1].Certificate.RawData;
        return roots.Any(root => root.RawData.AsSpan().SequenceEqual(last));
    }
}
