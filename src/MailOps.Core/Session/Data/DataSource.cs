using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Session;

/// <summary>Gets files of data from the disk or by HTTPS, up to a limit.</summary>
public static class DataSource
{
    /// <summary>How large a file may be.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, 64 MB at most.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Data.Unreadable</c>.</exception>
    public static byte[] ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new FileInfo(path).Length > MaxBytes ? throw new IOException("> 64 MB") : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Addresses.AddressDataErrors.Unreadable(path, e);
        }
    }

    /// <summary>Gets a file by HTTPS; by plain HTTP from this machine only.</summary>
    /// <param name="uri">Where it is, 64 MB at most.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Data.InsecureUri</c>, <c>MailOps.Data.DownloadFailed</c>.</exception>
    public static async Task<byte[]> DownloadAsync(Uri uri, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            throw DataErrors.InsecureUri(uri);
        }

        using var handler = new HttpClientHandler { MaxAutomaticRedirections = 5 };
        using var client = new HttpClient(handler) { Timeout = Timeout };
        try
        {
            using var response = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await ReadAsync(body, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw DataErrors.DownloadFailed(uri, e);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await body.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (content.Length + read > MaxBytes)
            {
                throw new IOException("> 64 MB");
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
