using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Net.Http;

/// <summary>
/// One HTTP/1.1 request and its answer (RFC 9112) over a connection that stands: as much HTTP as fetching a policy or asking the DNS takes.
/// No redirections, no cookies, no compression; and limits for everything that the server decides.
/// </summary>
internal sealed class HttpExchange(NetConnection connection, NetDeadline deadline, int maxBytes)
{
    private const int MaxLine = 8_192;
    private const int MaxFields = 100;

    // RFC 9110 section 15.2: interim answers may precede the final one.
    private const int MaxInterim = 8;

    private const string Activity = "HTTP";

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="MailOpsException">MailOps.Net.*: timeout, connection lost, not HTTP, body beyond the limit.</exception>
    public async Task<HttpResponse> RunAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        await connection.WriteAsync(request.ToBytes(), Activity, deadline.Left, cancellationToken).ConfigureAwait(false);
        var head = await ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        for (var i = 0; head.Status < 200; i++)
        {
            if (i == MaxInterim || head.Status == 101)
            {
                throw NetErrors.NotHttp(connection.Endpoint, "1xx");
            }

            head = await ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        }

        var isEmpty = head.Status is 204 or 304 || request.Method == "HEAD";
        return new HttpResponse
        {
            Status = head.Status,
            MediaType = head.MediaType,
            Location = head.Location,
            Body = isEmpty ? [] : await ReadBodyAsync(head, cancellationToken).ConfigureAwait(false),
            KeepsConnection = head.IsVersion11 && !head.Closes && (isEmpty || head.IsChunked || head.ContentLength is not null),
        };
    }

    private async Task<HttpHead> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (!HttpHead.TryReadStatus(line.Span, out var head))
        {
            throw NetErrors.NotHttp(connection.Endpoint, WireText.Preview(WireText.Decode(line.Span)));
        }

        for (var i = 0; ; i++)
        {
            line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line.Length == 0)
            {
                return head;
            }

            if (i == MaxFields || !head.TryReadField(line.Span))
            {
                throw NetErrors.NotHttp(connection.Endpoint, WireText.Preview(WireText.Decode(line.Span)));
            }
        }
    }

    // RFC 9112 section 6.3: chunks win over a length; without either the body ends with the connection.
    private async Task<byte[]> ReadBodyAsync(HttpHead head, CancellationToken cancellationToken)
    {
        if (head.IsEncoded)
        {
            throw NetErrors.NotHttp(connection.Endpoint, "Content-Encoding");
        }

        if (head.IsChunked)
        {
            return await ReadChunksAsync(cancellationToken).ConfigureAwait(false);
        }

        if (head.ContentLength > maxBytes)
        {
            throw NetErrors.TooLarge(connection.Endpoint, maxBytes);
        }

        var body = new List<byte>((int)(head.ContentLength ?? 0));
        await ReadIntoAsync(body, head.ContentLength, cancellationToken).ConfigureAwait(false);
        return [.. body];
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new List<byte>();
        while (true)
        {
            var line = WireText.Decode((await ReadLineAsync(cancellationToken).ConfigureAwait(false)).Span);
            var semicolon = line.IndexOf(';');
            var digits = (semicolon < 0 ? line : line.Substring(0, semicolon)).Trim();
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
            {
                throw NetErrors.NotHttp(connection.Endpoint, WireText.Preview(line));
            }

            if (size == 0)
            {
                break;
            }

            await ReadIntoAsync(body, size, cancellationToken).ConfigureAwait(false);
            if ((await ReadLineAsync(cancellationToken).ConfigureAwait(false)).Length > 0)
            {
                throw NetErrors.NotHttp(connection.Endpoint, "chunk");
            }
        }

        for (var i = 0; (await ReadLineAsync(cancellationToken).ConfigureAwait(false)).Length > 0; i++)
        {
            if (i == MaxFields)
            {
                throw NetErrors.NotHttp(connection.Endpoint, "trailer");
            }
        }

        return [.. body];
    }

    // So many octets, or with null all until the server closes.
    private async Task ReadIntoAsync(List<byte> body, long? count, CancellationToken cancellationToken)
    {
        if (count > maxBytes - body.Count)
        {
            throw NetErrors.TooLarge(connection.Endpoint, maxBytes);
        }

        while (count is null or > 0)
        {
            var limit = (int)Math.Min(count ?? int.MaxValue, 16_384);
            var part = await connection.ReadAsync(limit, Activity, deadline.Left, cancellationToken).ConfigureAwait(false);
            if (part.Length == 0)
            {
                if (count is null)
                {
                    return;
                }

                throw NetErrors.ConnectionLost(connection.Endpoint, Activity, cause: null);
            }

            if (part.Length > maxBytes - body.Count)
            {
                throw NetErrors.TooLarge(connection.Endpoint, maxBytes);
            }

            body.AddRange(part.ToArray());
            count -= part.Length;
        }
    }

    private ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(CancellationToken cancellationToken) =>
        connection.ReadLineAsync(MaxLine, Activity, deadline.Left, cancellationToken);
}
