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

    /// <summary>The URI.</summary>
    public override string ToString() => Uri;
}
