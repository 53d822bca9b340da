using System;
using System.Globalization;
using System.Text;

namespace MailOps.Net.Http;

/// <summary>Status line and those header fields that matter to a client that wants one body (RFC 9112 sections 4 to 6).</summary>
internal sealed class HttpHead
{
    public int Status { get; private set; }

    public bool IsVersion11 { get; private set; }

    public long? ContentLength { get; private set; }

    public bool IsChunked { get; private set; }

    public bool Closes { get; private set; }

    public string MediaType { get; private set; } = "";

    public string? Location { get; private set; }

    /// <summary>Whether the body has another coding than it may have here: none was asked for.</summary>
    public bool IsEncoded { get; private set; }

    /// <summary>Reads <c>HTTP/1.1 200 OK</c>.</summary>
    /// <returns>False when it is none.</returns>
    public static bool TryReadStatus(ReadOnlySpan<byte> line, out HttpHead head)
    {
        head = new HttpHead();
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || line[7] is not ((byte)'0' or (byte)'1') || line[8] != ' ')
        {
            return false;
        }

        var number = 0;
        foreach (var digit in line.Slice(9, 3))
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + digit - '0';
        }

        head.Status = number;
        head.IsVersion11 = line[7] == '1';
        return number is >= 100 and <= 599 && (line.Length == 12 || line[12] == ' ');
    }

    /// <summary>Reads one header line.</summary>
    /// <returns>False when it breaks the format, or contradicts another one about the length.</returns>
    public bool TryReadField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');

        // RFC 9112 section 5.1 forbids a space before the colon, section 5.2 folded lines; both have been used to smuggle.
        if (colon <= 0 || line[0] is (byte)' ' or (byte)'\t' || line[colon - 1] is (byte)' ' or (byte)'\t')
        {
            return false;
        }

        var value = Encoding.Latin1.GetString(line.Slice(colon + 1)).Trim(' ', '\t');
        switch (Encoding.Latin1.GetString(line.Slice(0, colon)).ToLowerInvariant())
        {
            case "content-length":
                return TryReadLength(value);
            case "transfer-encoding":
                IsChunked = string.Equals(value, "chunked", StringComparison.OrdinalIgnoreCase);
                return IsChunked;
            case "connection":
                Closes |= value.Contains("close", StringComparison.OrdinalIgnoreCase);
                return true;
            case "content-type":
                var end = value.IndexOf(';');
                MediaType = (end < 0 ? value : value.Substring(0, end)).Trim().ToLowerInvariant();
                return true;
            case "content-encoding":
                IsEncoded = value.Length > 0 && !string.Equals(value, "identity", StringComparison.OrdinalIgnoreCase);
                return true;
            case "location":
                Location = WireText.Printable(value);
                return true;
            default:
                return true;
        }
    }

    // RFC 9112 section 6.3: equal repetitions are tolerated, different ones are an attack.
    private bool TryReadLength(string value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || (ContentLength ?? length) != length)
        {
            return false;
        }

        ContentLength = length;
        return true;
    }
}
