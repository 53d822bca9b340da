using System;

namespace MailOps.Mime;

/// <summary>How the body of a part is written as lines (RFC 2045 section 6).</summary>
public enum TransferEncoding
{
    /// <summary>As it is: 7bit, 8bit or binary, or none given.</summary>
    Identity,

    /// <summary>Base64.</summary>
    Base64,

    /// <summary>Quoted-printable.</summary>
    QuotedPrintable,

    /// <summary>Uuencode, by one of its private names.</summary>
    Uuencode,

    /// <summary>Another name; the content is left as it is.</summary>
    Unknown,
}

internal static class TransferEncodings
{
    public static TransferEncoding Read(ReadOnlySpan<byte> rawValue)
    {
        var value = LineEnds.Trim(rawValue);
        if (value.StartsWith("\""u8))
        {
            value = value.Slice(1);
        }

        var end = value.IndexOfAny("\" \t;("u8);
        if (end >= 0)
        {
            value = value.Slice(0, end);
        }

        return AsciiText.EqualsIgnoreCase(value, "7bit") || AsciiText.EqualsIgnoreCase(value, "8bit")
            || AsciiText.EqualsIgnoreCase(value, "binary") || value.IsEmpty
            || AsciiText.EqualsIgnoreCase(value, "7-bit") || AsciiText.EqualsIgnoreCase(value, "8-bit") ? TransferEncoding.Identity
            : AsciiText.EqualsIgnoreCase(value, "base64") ? TransferEncoding.Base64
            : AsciiText.EqualsIgnoreCase(value, "quoted-printable") ? TransferEncoding.QuotedPrintable
            : AsciiText.EqualsIgnoreCase(value, "x-uuencode") || AsciiText.EqualsIgnoreCase(value, "uuencode")
            || AsciiText.EqualsIgnoreCase(value, "x-uue") ? TransferEncoding.Uuencode
            : TransferEncoding.Unknown;
    }

    /// <summary>How many bytes decoded content can have at most.</summary>
    public static int MaxLength(TransferEncoding encoding, int encoded) =>
        encoding == TransferEncoding.Base64 ? Base64Decoder.MaxLength(encoded) : encoded;

    /// <summary>Decodes an encoding other than identity and unknown into an output of <see cref="MaxLength"/>.</summary>
    public static int Decode(TransferEncoding encoding, ReadOnlySpan<byte> source, Span<byte> output, ref MimeFaults faults)
    {
        switch (encoding)
        {
            case TransferEncoding.Base64:
                var decoder = default(Base64Decoder);
                var written = decoder.Decode(source, output);
                written += decoder.Finish(output.Slice(written));
                if (decoder.IsBroken)
                {
                    faults |= MimeFaults.Base64;
                }

                return written;
            case TransferEncoding.QuotedPrintable:
                return QuotedPrintable.Decode(source, output, ref faults);
            case TransferEncoding.Uuencode:
                return Uuencode.Decode(source, output, ref faults);
            default:
                source.CopyTo(output);
                return source.Length;
        }
    }
}
