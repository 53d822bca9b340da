using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Platform;

/// <summary>Sockets of this runtime, whose operations take a token.</summary>
internal static class PlatformSockets
{
    public static Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken) =>
        System.Net.Dns.GetHostAddressesAsync(host, cancellationToken);

    public static ValueTask ConnectAsync(Socket socket, IPEndPoint address, CancellationToken cancellationToken) =>
        socket.ConnectAsync(address, cancellationToken);

    public static ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer, cancellationToken);

    public static ValueTask WriteAsync(Stream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        stream.WriteAsync(bytes, cancellationToken);
}
