using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Net;

/// <summary>Asks a server whether it would speak one version of TLS; the connection is of no further use after it.</summary>
internal static class TlsVersionProbe
{
    private const byte Alert = 21;
    private const byte Handshake = 22;
    private const byte ServerHello = 2;

    // A ServerHello has about a hundred octets; before it may stand a warning.
    private const int MaxOctets = 16_384;

    /// <summary>Asks.</summary>
    /// <param name="connection">A connection at the point where TLS begins.</param>
    /// <param name="version">The version.</param>
    /// <param name="host">The name that the server is told (RFC 6066 section 3).</param>
    /// <param name="deadline">The end of the wait.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>Whether it would; null when what came back is no TLS.</returns>
    /// <exception cref="MailOpsException">Timeout.</exception>
    public static async Task<bool?> RunAsync(
        NetConnection connection, TlsVersion version, string host, NetDeadline deadline, CancellationToken cancellationToken)
    {
        await connection.WriteAsync(TlsHello.Write(version, host), "TLS", deadline.Left, cancellationToken).ConfigureAwait(false);
        List<byte> received = [];
        while (received.Count < MaxOctets)
        {
            ReadOnlyMemory<byte> part;
            try
            {
                part = await connection.ReadAsync(4096, "TLS", deadline.Left, cancellationToken).ConfigureAwait(false);
            }
            catch (MailOpsException e) when (e.ErrorId == "MailOps.Net.ConnectionLost")
            {
                return false;
            }

            // Some servers hang up on a version that they do not like.
            if (part.Length == 0)
            {
                return false;
            }

            received.AddRange(part.ToArray());
            if (TryRead(received.ToArray(), version, out var answer))
            {
                return answer;
            }
        }

        return null;
    }

    // False when more is needed.
    private static bool TryRead(byte[] received, TlsVersion version, out bool? answer)
    {
        answer = null;
        List<byte> messages = [];
        ReadOnlySpan<byte> rest = received;
        while (rest.Length >= TlsHello.HeaderLength)
        {
            var length = TlsHello.Read16(rest.Slice(3));
            if (rest[0] is not (Alert or Handshake) || rest[1] != 3)
            {
                return true;
            }

            if (rest.Length < TlsHello.HeaderLength + length)
            {
                return false;
            }

            var content = rest.Slice(TlsHello.HeaderLength, length);

            // RFC 8446 section 6: a fatal alert ends it; a warning, such as about the name, does not.
            if (rest[0] == Alert && length == 2 && content[0] == 2)
            {
                answer = false;
                return true;
            }

            if (rest[0] == Handshake)
            {
                messages.AddRange(content.ToArray());
                if (TryReadHello(messages.ToArray(), version, out answer))
                {
                    return true;
                }
            }

            rest = rest.Slice(TlsHello.HeaderLength + length);
        }

        return false;
    }

    private static bool TryReadHello(ReadOnlySpan<byte> messages, TlsVersion version, out bool? answer)
    {
        answer = null;
        if (messages.Length < 4)
        {
            return false;
        }

        var length = (messages[1] << 16) | (messages[2] << 8) | messages[3];
        if (messages[0] != ServerHello || length > MaxOctets)
        {
            return true;
        }

        if (messages.Length < 4 + length)
        {
            return false;
        }

        answer = TlsHello.Takes(messages.Slice(4, length), version);
        return true;
    }
}
