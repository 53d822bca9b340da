using System;
using System.Collections.Generic;

namespace MailOps.Domains.TlsRpt;

/// <summary>A request for TLS reports (RFC 8460 section 3), as it stands at <c>_smtp._tls</c> below a domain.</summary>
public sealed record TlsRptRecord
{
    internal const string Version = "v=TLSRPTv1";

    /// <summary>Where reports go (<c>rua</c>): mailto: and https: addresses in the order of the record; at least one.</summary>
    public required TextList Rua { get; init; }

    /// <summary>Reads a record.</summary>
    /// <param name="text">The text of the TXT record.</param>
    /// <returns>The record; null when senders cannot use it.</returns>
    public static TlsRptRecord? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, []);
    }

    internal static TlsRptRecord? Read(string text, List<Finding> findings)
    {
        if (!FieldList.HasVersion(text, Version))
        {
            findings.Add(TlsRptFindings.Version.Found(text));
            return null;
        }

        if (FieldList.Read(text, out var fields) is { } fault)
        {
            findings.Add(TlsRptFindings.Syntax.Found(fault));
            return null;
        }

        if (FieldList.Find(fields, "rua") is not { } rua)
        {
            findings.Add(TlsRptFindings.NoRua.Found());
            return null;
        }

        List<string> usable = [];
        foreach (var part in rua.Split(','))
        {
            var uri = part.Trim(' ', '\t');
            if (IsUsable(uri))
            {
                usable.Add(uri);
            }
            else
            {
                findings.Add(TlsRptFindings.InvalidUri.Found(uri));
            }
        }

        return usable.Count == 0 ? null : new TlsRptRecord { Rua = new TextList(usable) };
    }

    private static bool IsUsable(string uri)
    {
        const string Mailto = "mailto:";
        if (uri.StartsWith(Mailto, StringComparison.OrdinalIgnoreCase))
        {
            var end = uri.IndexOf('?');
            var address = Uri.UnescapeDataString(end < 0 ? uri.Substring(Mailto.Length) : uri.Substring(Mailto.Length, end - Mailto.Length));
            return MailAddress.TryParse(address, out _);
        }

        return Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps && parsed.Host.Length > 0;
    }
}
