using System;
using System.Globalization;
using System.Text;

namespace MailOps.Authentication.Dmarc;

/// <summary>One place where reports are to be sent (RFC 9989 section 4.6).</summary>
public sealed record DmarcReportUri
{
    /// <summary>The URI as published, without the obsolete <c>!size</c> behind it.</summary>
    public required string Uri { get; init; }

    /// <summary>The scheme in lower case, such as <c>mailto</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>The mail address of a <c>mailto</c> URI, percent-decoded; empty for other schemes.</summary>
    public string Address { get; init; } = "";

    /// <summary>The domain of the mail address, lower-case A-labels; empty for other schemes.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Whether the scheme is <c>mailto</c>, the one that every sender of reports supports.</summary>
    public bool IsSupported => Scheme == "mailto";

    /// <summary>Reads what people write for a place of reports: a mail address, or the URI as it stands in a record.</summary>
    /// <param name="text">An address such as <c>dmarc@corp.example</c>, or a URI such as <c>mailto:dmarc@corp.example</c>.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Dmarc.InvalidReportUri</c>: it is neither.</exception>
    public static DmarcReportUri Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (MailAddress.TryParse(text, out var address))
        {
            return FromAddress(address);
        }

        // A size behind the URI is obsolete: receivers would not heed what its writer meant.
        return DmarcUriReader.Read(text.AsSpan(), out var uri) == DmarcUriSyntax.Valid ? uri! : throw DmarcErrors.InvalidReportUri(text);
    }

    /// <summary>The <c>mailto</c> URI of an address.</summary>
    /// <param name="address">An address with a domain.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Dmarc.InvalidReportUri</c>: the address has an address literal in place of a domain.</exception>
    public static DmarcReportUri FromAddress(MailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);

        // RFC 9990 section 4: the domain of the receiver is asked whether it wants the reports.
        var domain = address.Domain?.Ascii ?? throw DmarcErrors.InvalidReportUri(address.Address);
        return new DmarcReportUri { Uri = "mailto:" + Encode(address.Address), Scheme = "mailto", Address = address.Address, Domain = domain };
    }

    /// <summary>As <see cref="FromAddress"/>.</summary>
    /// <param name="address">An address with a domain.</param>
    public static implicit operator DmarcReportUri(MailAddress address) => FromAddress(address);

    /// <summary>The URI.</summary>
    public override string ToString() => Uri;

    // RFC 6068 section 2, and RFC 9989 section 4.8: the separators of the record are encoded too.
    private static string Encode(string address)
    {
        var text = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(address))
        {
            var c = (char)octet;
            if (c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '@' or '.' or '-' or '_' or '+' or '~' or '$' or '*' or '\'')
            {
                text.Append(c);
            }
            else
            {
                text.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }
}
