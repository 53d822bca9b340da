using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MailOps.Smtp;

/// <summary>What a server offers after EHLO (RFC 5321 section 4.1.1.1).</summary>
public sealed record SmtpCapabilities
{
    /// <summary>Nothing offered, as after HELO.</summary>
    public static SmtpCapabilities None { get; } = new() { Keywords = [] };

    /// <summary>The lines of the reply after the first one, as the server wrote them.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>STARTTLS (RFC 3207).</summary>
    public bool StartTls { get; init; }

    /// <summary>PIPELINING (RFC 2920).</summary>
    public bool Pipelining { get; init; }

    /// <summary>CHUNKING (RFC 3030).</summary>
    public bool Chunking { get; init; }

    /// <summary>8BITMIME (RFC 6152).</summary>
    public bool EightBitMime { get; init; }

    /// <summary>SMTPUTF8 (RFC 6531).</summary>
    public bool SmtpUtf8 { get; init; }

    /// <summary>DSN (RFC 3461).</summary>
    public bool Dsn { get; init; }

    /// <summary>SIZE (RFC 1870).</summary>
    public bool Size { get; init; }

    /// <summary>The largest message in octets; null when the server names none.</summary>
    public long? MaxSize { get; init; }

    /// <summary>The mechanisms of AUTH (RFC 4954), in upper case.</summary>
    public IReadOnlyList<string> AuthMechanisms { get; init; } = [];

    /// <summary>The keywords, separated by commas.</summary>
    public override string ToString() => string.Join(", ", Keywords);

    /// <summary>Reads the lines of an EHLO reply. What makes no sense is not offered.</summary>
    internal static SmtpCapabilities Parse(SmtpReply reply)
    {
        var keywords = reply.Lines.Skip(1).Where(line => line.Length > 0).ToList();
        var offered = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var mechanisms = new List<string>();
        foreach (var line in keywords)
        {
            var space = line.IndexOf(' ');
            var name = space < 0 ? line : line.Substring(0, space);
            var value = space < 0 ? "" : line.Substring(space + 1).Trim();

            // "AUTH=LOGIN" is how servers of the last century wrote it, and some still send both.
            if (name.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase))
            {
                value = name.Remove(0, "AUTH=".Length) + " " + value;
                name = "AUTH";
            }

            if (string.Equals(name, "AUTH", StringComparison.OrdinalIgnoreCase))
            {
                mechanisms.AddRange(value.ToUpperInvariant().Split([' '], StringSplitOptions.RemoveEmptyEntries));
            }

            offered[name] = value;
        }

        // RFC 1870 section 4: zero means that there is no fixed limit.
        var limited = offered.TryGetValue("SIZE", out var size)
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0;
        return new SmtpCapabilities
        {
            Keywords = keywords,
            StartTls = offered.ContainsKey("STARTTLS"),
            Pipelining = offered.ContainsKey("PIPELINING"),
            Chunking = offered.ContainsKey("CHUNKING"),
            EightBitMime = offered.ContainsKey("8BITMIME"),
            SmtpUtf8 = offered.ContainsKey("SMTPUTF8"),
            Dsn = offered.ContainsKey("DSN"),
            Size = offered.ContainsKey("SIZE"),
            MaxSize = limited ? long.Parse(size!, NumberStyles.None, CultureInfo.InvariantCulture) : null,
            AuthMechanisms = [.. mechanisms.Distinct()],
        };
    }
}
