using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography.X509Certificates;

namespace MailOps.Domains.Bimi;

/// <summary>How BIMI is tested.</summary>
public sealed record BimiCheckOptions
{
    /// <summary>The selector of the record.</summary>
    public string Selector { get; init; } = "default";

    /// <summary>Authorities trusted for web servers besides the system's.</summary>
    public IReadOnlyList<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>The roots of authorities for mark certificates; none: whether a certificate is trusted stays unknown.</summary>
    public IReadOnlyList<X509Certificate2> MarkAuthorities { get; init; } = [];

    /// <summary>How long fetching one file may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The options as an admin names them.</summary>
    /// <param name="selector">The selector of the record.</param>
    /// <param name="markAuthorityFile">A file with the roots of the authorities for mark certificates; null without.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Domain.InvalidAuthority</c>: the file holds no certificate, or cannot be read.</exception>
    public static BimiCheckOptions Create(string selector, string? markAuthorityFile)
    {
        if (markAuthorityFile is null)
        {
            return new BimiCheckOptions { Selector = selector };
        }

        try
        {
            var roots = BimiCertificateCheck.ReadPem(File.ReadAllBytes(markAuthorityFile));
            return roots.Count > 0 ? new BimiCheckOptions { Selector = selector, MarkAuthorities = roots } : throw BimiErrors.InvalidAuthority(markAuthorityFile, cause: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw BimiErrors.InvalidAuthority(markAuthorityFile, e);
        }
    }
}
