using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;

namespace MailOps.Authentication.Spf;

/// <summary>Expands macros for one record of one evaluation (RFC 7208 section 7).</summary>
internal readonly struct SpfMacroExpansion
{
    private const int MaxName = 253;

    // Expansion multiplies: a record of 64 KB may name the local part 13,000 times. An explanation is one line of an SMTP reply.
    private const int MaxExpansion = 4096;

    private readonly SpfSession _session;
    private readonly string _domain;

    public SpfMacroExpansion(SpfSession session, string domain)
    {
        _session = session;
        _domain = domain;
    }

    /// <summary>Expands a domain and cuts labels off its left side until it fits into the DNS (section 7.3).</summary>
    public async ValueTask<string?> ExpandDomainAsync(SpfMacroString value)
    {
        if (value.Parts is [{ Letter: '\0' } literal])
        {
            return literal.Literal;
        }

        var name = await ExpandAsync(value).ConfigureAwait(false);
        if (name is null)
        {
            return null;
        }

        // In a name as text a backslash would begin an escape.
        name = name.Replace("\\", "\\\\", StringComparison.Ordinal);
        while (name.Length > MaxName && name.IndexOf('.') is var dot and >= 0)
        {
            name = name.Substring(dot + 1);
        }

        return name;
    }

    /// <summary>Expands a text; null when it would grow beyond all use.</summary>
    public async ValueTask<string?> ExpandAsync(SpfMacroString value)
    {
        var result = new StringBuilder();
        for (var i = 0; i < value.Parts.Length; i++)
        {
            var part = value.Parts[i];
            result.Append(part.Letter == '\0' ? part.Literal
                : Transform(part, part.Letter == 'p' ? await _session.ValidatedNameAsync(_domain).ConfigureAwait(false) : ValueOf(part.Letter)));
            if (result.Length > MaxExpansion)
            {
                return null;
            }
        }

        return result.ToString();
    }

    private string ValueOf(char letter) => letter switch
    {
        's' => _session.Sender,
        'l' => _session.LocalPart,
        'o' => _session.SenderDomain,
        'd' => _domain,
        'i' => _session.Client.IsIPv4 ? _session.Client.ToAddress().ToString() : Nibbles(_session.Client),
        'h' => _session.Helo,
        'v' => _session.Client.IsIPv4 ? "in-addr" : "ip6",
        'c' => _session.Client.ToAddress().ToString(),
        'r' => _session.Receiver.Length > 0 ? _session.Receiver : "unknown",
        _ => UnixTime(_session.Clock.UtcNow),
    };

    private static string UnixTime(DateTime time) =>
        ((time.Ticks - new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks) / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture);

    private static string Nibbles(SpfNetwork address)
    {
        var text = new StringBuilder(63);
        for (var i = 0; i < 32; i++)
        {
            var half = i < 16 ? address.High : address.Low;
            text.Append(i == 0 ? "" : ".").Append("0123456789abcdef"[(int)(half >> (60 - (4 * (i % 16)))) & 15]);
        }

        return text.ToString();
    }

    internal static string Transform(SpfMacroPart part, string value)
    {
        if (!part.IsPlain)
        {
            var delimiters = part.Delimiters.Length == 0 ? "." : part.Delimiters;
            List<string> labels = [.. value.Split(delimiters.ToCharArray())];
            if (part.IsReversed)
            {
                labels.Reverse();
            }

            if (part.Labels > 0 && labels.Count > part.Labels)
            {
                labels.RemoveRange(0, labels.Count - part.Labels);
            }

            value = string.Join(".", labels);
        }

        return part.IsUpper ? Uri.EscapeDataString(value) : value;
    }
}
