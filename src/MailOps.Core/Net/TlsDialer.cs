using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Net;

/// <summary>Connects to one address and puts TLS over the connection, for protocols that read their stream themselves.</summary>
internal sealed class TlsDialer(IPEndPoint address, string endpoint, TlsTrust trust)
{
    /// <summary>Connects.</summary>
    /// <param name="offersHttp2">Whether to offer HTTP/2 before HTTP/1.1 (ALPN, RFC 7301), where the runtime can.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="MailOpsException">The certificate was refused (kind AccessDenied), or there is no common TLS.</exception>
    /// <exception cref="SocketException">Nobody answers there.</exception>
    public async Task<SslStream> ConnectAsync(bool offersHttp2, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        SslStream? tls = null;
        var check = new CertificateCheck(endpoint, trust);
        try
        {
            await PlatformSockets.ConnectAsync(socket, address, cancellationToken).ConfigureAwait(false);
            tls = new SslStream(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false, check.Accepts);
            await PlatformTls.AuthenticateAsync(tls, trust.Host, offersHttp2, cancellationToken).ConfigureAwait(false);
            return PlatformTls.IsNewEnough(tls.SslProtocol) ? tls : throw NetErrors.TlsTooOld(endpoint, PlatformTls.Describe(tls.SslProtocol));
        }
        catch (System.Exception e)
        {
            tls?.Dispose();
            socket.Dispose();
            if (check.Refusal is not null)
            {
                throw check.Refusal;
            }

            if (PlatformTls.IsHandshakeFault(e))
            {
                throw NetErrors.TlsFailed(endpoint, e);
            }

            throw;
        }
    }
}
