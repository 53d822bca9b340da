using System;

namespace MailOps.Mime;

/// <summary>The Content-Disposition of a part (RFC 2183).</summary>
internal sealed class MimeDisposition
{
    public static readonly MimeDisposition None = new(null, null);

    private MimeDisposition(string? type, string? fileName)
    {
        Type = type;
        FileName = fileName;
    }

    public string? Type { get; }

    public string? FileName { get; }

    public static MimeDisposition Read(ReadOnlySpan<byte> unfolded, ref MimeFaults faults)
    {
        var reader = new ParameterReader(unfolded);
        var type = reader.ReadToken("="u8);
        var parameters = reader.ReadParameters(ref faults);
        return new MimeDisposition(type.IsEmpty ? null : AsciiText.Latin1(type).ToLowerInvariant(), parameters["filename"]);
    }
}
