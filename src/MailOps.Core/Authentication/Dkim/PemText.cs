using System;
using System.Text;

namespace MailOps.Authentication.Dkim;

/// <summary>The textual form of keys (RFC 7468): base64 between two lines that name what it is.</summary>
internal static class PemText
{
    private const string Begin = "-----BEGIN ";
    private const string Dashes = "-----";
    private const int LineLength = 64;

    /// <summary>Finds the first block of a text.</summary>
    /// <returns>False when there is none, or it is damaged.</returns>
    public static bool TryRead(string text, out string label, out byte[] content)
    {
        label = "";
        content = [];
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var labelEnd = begin < 0 ? -1 : text.IndexOf(Dashes, begin + Begin.Length, StringComparison.Ordinal);
        if (labelEnd < 0)
        {
            return false;
        }

        label = text.Substring(begin + Begin.Length, labelEnd - begin - Begin.Length);
        var start = labelEnd + Dashes.Length;
        var end = text.IndexOf("-----END " + label + Dashes, start, StringComparison.Ordinal);
        var octets = end < 0 ? null : Base64Text.Decode(Encoding.UTF8.GetBytes(text.Substring(start, end - start)));
        content = octets ?? [];
        return octets is not null;
    }

    public static string Write(string label, byte[] content)
    {
        var text = new StringBuilder(Begin).Append(label).Append(Dashes).Append('\n');
        var base64 = Convert.ToBase64String(content);
        for (var i = 0; i < base64.Length; i += LineLength)
        {
            text.Append(base64, i, Math.Min(LineLength, base64.Length - i)).Append('\n');
        }

        return text.Append("-----END ").Append(label).Append(Dashes).Append('\n').ToString();
    }
}
