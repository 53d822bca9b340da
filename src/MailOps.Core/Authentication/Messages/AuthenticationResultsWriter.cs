using System;
using System.Text;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;

namespace MailOps.Authentication;

/// <summary>Writes an Authentication-Results field (RFC 8601 section 2.2).</summary>
internal static class AuthenticationResultsWriter
{
    public static string Write(string authservId, SpfCheckResult? spf, DkimVerification? dkim, DmarcEvaluation? dmarc, ArcVerification? arc)
    {
        var text = new StringBuilder("Authentication-Results: ").Append(Value(authservId));
        if (spf is not null)
        {
            text.Append(";\r\n\tspf=").Append(Name(spf.Result));
            Property(text, spf.Scope == SpfScope.Helo ? " smtp.helo=" : " smtp.mailfrom=", spf.Domain);
        }

        if (dkim is not null)
        {
            foreach (var signature in dkim.Signatures)
            {
                text.Append(";\r\n\tdkim=").Append(Name(signature.Result));
                Property(text, " header.d=", signature.Domain);
                Property(text, " header.s=", signature.Selector);
            }

            text.Append(dkim.Signatures.Count == 0 ? ";\r\n\tdkim=" + Name(dkim.Result) : "");
        }

        if (dmarc is not null)
        {
            text.Append(";\r\n\tdmarc=").Append(Name(dmarc.Result));
            Property(text, " header.from=", dmarc.AuthorDomain);
            text.Append(dmarc.Policy is { } policy ? " policy.dmarc=" + Name(policy) : "");
        }

        if (arc is not null)
        {
            // RFC 8617 section 10.1 knows no result for a silent DNS.
            text.Append(";\r\n\tarc=").Append(Name(arc.Result == ArcResult.TempError ? ArcResult.Fail : arc.Result));
        }

        return (spf is null && dkim is null && dmarc is null && arc is null ? text.Append("; none") : text).ToString();
    }

    private static void Property(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            text.Append(name).Append(Value(value));
        }
    }

    private static string Name(Enum value) => value.ToString().ToLowerInvariant();

    // RFC 2045: a token, else a quoted string. These are foreign texts, so nothing that ends a line may come through.
    private static string Value(string text)
    {
        var isToken = text.Length > 0;
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            isToken &= c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_' or '+';
            if (c is '"' or '\\')
            {
                quoted.Append('\\');
            }

            quoted.Append(c < ' ' || c == 0x7F ? '?' : c);
        }

        return isToken ? text : quoted.Append('"').ToString();
    }
}
