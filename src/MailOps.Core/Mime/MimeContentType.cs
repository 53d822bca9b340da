using System;

namespace MailOps.Mime;

/// <summary>What a part says it is (RFC 2045 section 5), lower case.</summary>
public sealed class MimeContentType
{
    /// <summary><c>text/plain; charset=us-ascii</c>, what a part is that does not say (RFC 2045 section 5.2).</summary>
    public static readonly MimeContentType Default = new("text", "plain", MimeParameterList.Empty);

    internal static readonly MimeContentType Message = new("message", "rfc822", MimeParameterList.Empty);

    private MimeContentType(string type, string subtype, MimeParameterList parameters)
    {
        Type = type;
        Subtype = subtype;
        Parameters = parameters;
    }

    /// <summary>The type, such as <c>text</c>.</summary>
    public string Type { get; }

    /// <summary>The subtype, such as <c>plain</c>.</summary>
    public string Subtype { get; }

    /// <summary>Type and subtype with a slash.</summary>
    public string MediaType => Type + "/" + Subtype;

    /// <summary>All parameters.</summary>
    public MimeParameterList Parameters { get; }

    /// <summary>The charset parameter as written; null when there is none.</summary>
    public string? Charset => Parameters["charset"];

    /// <summary>The boundary of a multipart; null when there is none.</summary>
    public string? Boundary => Parameters["boundary"];

    /// <summary>Whether this is the given type.</summary>
    /// <param name="type">The type; case does not matter.</param>
    /// <param name="subtype">The subtype; null for any.</param>
    public bool Is(string type, string? subtype = null) =>
        string.Equals(Type, type, StringComparison.OrdinalIgnoreCase)
        && (subtype is null || string.Equals(Subtype, subtype, StringComparison.OrdinalIgnoreCase));

    /// <summary>The media type.</summary>
    public override string ToString() => MediaType;

    internal static MimeContentType Read(ReadOnlySpan<byte> unfolded, MimeContentType fallback, ref MimeFaults faults)
    {
        // Some programs put the whole type into quotes, or a comma behind it.
        if (unfolded.StartsWith("\""u8))
        {
            faults |= MimeFaults.ContentType;
            unfolded = unfolded.Slice(1);
        }

        var reader = new ParameterReader(unfolded);
        var type = reader.ReadToken("/=,\""u8);
        var subtype = reader.TrySkip((byte)'/') ? reader.ReadToken("=,\""u8) : default;
        reader.TrySkip((byte)'"');
        var parameters = reader.ReadParameters(ref faults);
        if (type.IsEmpty || subtype.IsEmpty)
        {
            faults |= MimeFaults.ContentType;

            // "multipart; boundary=x" still tells how to read on.
            return AsciiText.EqualsIgnoreCase(type, "multipart") && parameters["boundary"] is not null
                ? new MimeContentType("multipart", "mixed", parameters)
                : new MimeContentType(fallback.Type, fallback.Subtype, parameters);
        }

        return new MimeContentType(Lower(type), Lower(subtype), parameters);
    }

    // One instance for each of the types that nearly all parts have.
    private static string Lower(ReadOnlySpan<byte> token)
    {
        foreach (var common in Common)
        {
            if (AsciiText.EqualsIgnoreCase(token, common))
            {
                return common;
            }
        }

        return AsciiText.Latin1(token).ToLowerInvariant();
    }

    private static readonly string[] Common =
    [
        "text", "plain", "html", "multipart", "mixed", "alternative", "report", "related", "message", "rfc822", "delivery-status",
        "rfc822-headers", "application", "octet-stream", "image",
    ];
}
