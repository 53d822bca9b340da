using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Net.Http;

namespace MailOps.Domains.Bimi;

/// <summary>Fetches the files that a record names, within limits of size and time; redirections are not followed.</summary>
internal sealed class BimiFiles(IDnsResolver resolver, MailClock clock, BimiCheckOptions options, List<Finding> findings)
{
    private const int MaxLogo = 512 * 1024;
    private const int MaxCertificates = 256 * 1024;

    /// <summary>Why a file is not known; empty when each was had, or is broken.</summary>
    public string TempError { get; private set; } = "";

    /// <summary>The logo as fetched and unpacked; null when it was not to be had.</summary>
    public async Task<(byte[] Fetched, byte[] Plain)?> FetchLogoAsync(string uri, CancellationToken cancellationToken)
    {
        if (await FetchAsync(uri, "image/svg+xml", MaxLogo, cancellationToken).ConfigureAwait(false) is not { } response)
        {
            return null;
        }

        if (response.MediaType != "image/svg+xml")
        {
            findings.Add(BimiFindings.MediaType.Found(DisplayText.Quote(response.MediaType)));
        }

        return BimiLogo.Unpack(response.Body, findings) is { } plain ? (response.Body, plain) : null;
    }

    /// <summary>The certificates; null when there are none to be had.</summary>
    public async Task<IReadOnlyList<X509Certificate2>?> FetchCertificatesAsync(string uri, CancellationToken cancellationToken)
    {
        if (await FetchAsync(uri, "application/x-pem-file", MaxCertificates, cancellationToken).ConfigureAwait(false) is not { } response)
        {
            return null;
        }

        var certificates = BimiCertificateCheck.ReadPem(response.Body);
        if (certificates.Count == 0)
        {
            findings.Add(BimiFindings.NotPem.Found(uri));
            return null;
        }

        return certificates;
    }

    private async Task<HttpResponse?> FetchAsync(string uri, string accept, int limit, CancellationToken cancellationToken)
    {
        var https = new HttpsGet(clock, PublicHostLookup.For(resolver)) { TrustedRoots = options.TrustedRoots, MaxBytes = limit, Timeout = options.Timeout };
        try
        {
            var address = new Uri(uri);
            PublicHostLookup.CheckLiteral(address);
            var response = await https.RunAsync(address, accept, cancellationToken).ConfigureAwait(false);
            if (response.Status == 200)
            {
                return response;
            }

            findings.Add(BimiFindings.Status.Found(uri, response.Status));
        }
        catch (MailOpsException e) when (e.Kind is MailOpsErrorKind.Unavailable or MailOpsErrorKind.Timeout)
        {
            TempError = e.Message;
            findings.Add(BimiFindings.NotReached.Found(uri, e.Message));
        }
        catch (MailOpsException e) when (e.ErrorId == PublicHostLookup.Refused)
        {
            TempError = e.Message;
            findings.Add(BimiFindings.NotPublic.Found(uri, e.Message));
        }
        catch (MailOpsException e)
        {
            findings.Add(BimiFindings.NotFetched.Found(uri, DisplayText.Quote(e.Message.AsSpan(), 300)));
        }

        return null;
    }
}
