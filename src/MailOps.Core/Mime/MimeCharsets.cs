using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace MailOps.Mime;

/// <summary>Charsets by the names that mail gives them (RFC 2046 section 4.1.2, RFC 2978, and what programs made of those).</summary>
internal static class MimeCharsets
{
    private const int MaxNameLength = 64;

    // Foreign names fill the table: beyond this many it takes no more, and names are looked up each time.
    private const int MaxKnown = 500;

    private static readonly ConcurrentDictionary<string, MimeCharset?> Known = new(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<Encoding> Western = new(() => FromCodePage(1252));

    static MimeCharsets()
    {
        PlatformText.RegisterCodePages();
    }

    public static Encoding Windows1252 => Western.Value;

    /// <summary>The charset of a name; null when nobody knows it.</summary>
    public static MimeCharset? Find(string name)
    {
        if (Known.TryGetValue(name, out var charset))
        {
            return charset;
        }

        if (name.Length > MaxNameLength)
        {
            return null;
        }

        charset = Make(Normalize(name));
        if (Known.Count < MaxKnown)
        {
            Known[name] = charset;
        }

        return charset;
    }

    public static MimeCharset? Find(ReadOnlySpan<byte> name) =>
        AsciiText.EqualsIgnoreCase(name, "utf-8") ? Find("utf-8")
        : AsciiText.EqualsIgnoreCase(name, "iso-8859-1") ? Find("iso-8859-1")
        : name.Length > MaxNameLength ? null
        : Find(AsciiText.Latin1(name));

    private static string Normalize(string name)
    {
        var text = name.Trim().Trim('"', '\'').ToLowerInvariant().Replace('_', '-');
        return text.StartsWith("x-", StringComparison.Ordinal) ? text.Substring(2) : text;
    }

    private static MimeCharset? Make(string name)
    {
        switch (name)
        {
            case "" or "default" or "unknown" or "unknown-8bit" or "user-defined" or "binary":
                return null;
            case "us-ascii" or "ascii" or "ansi-x3.4-1968" or "646" or "iso646-us" or "7bit" or "8bit":
                return MimeCharset.Guess;
            case "utf-8" or "utf8" or "unicode-1-1-utf-8" or "utf-8-mac" or "cp65001":
                return new MimeCharset(new UTF8Encoding(false, false), isAsciiBased: true, isEscaped: false);
            // Windows programs label Windows-1252 text as Latin-1; the bytes 0x80 to 0x9F are no characters there anyway.
            case "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "l1" or "cp819" or "iso-ir-100" or "ansi" or "8859-1":
                return Of(1252);
            // GBK is a superset of GB 2312, and the label of both is often wrong: GB 18030 reads them all.
            case "gb2312" or "gbk" or "gb-2312" or "gb2312-80" or "euc-cn" or "cp936" or "ms936":
                return Of(54936) ?? Of(936);
            case "shift-jis" or "sjis" or "windows-31j" or "cp932" or "ms932" or "ms-kanji":
                return Of(932);
            case "iso-2022-jp" or "iso-2022-jp-1" or "iso-2022-jp-2" or "iso-2022-jp-3" or "iso-2022-jp-2004" or "iso-2022-jp-ms" or "cp50220":
                return Of(50220);
            case "euc-jp" or "eucjp" or "eucjp-ms" or "eucjp-win":
                return Of(51932) ?? Of(20932);
            case "ks-c-5601-1987" or "ks-c-5601" or "euc-kr" or "euckr" or "cp949" or "uhc":
                return Of(949);
            case "utf-16" or "utf16" or "unicode":
                return Of(1201);
            // RFC 2152 hides ASCII behind other ASCII; a filter in front of us does not see it, so neither do we.
            case "utf-7" or "unicode-1-1-utf-7":
                return null;
            default:
                return ByNumber(name) ?? ByName(name);
        }
    }

    // "cp1252", "windows1252", "ibm850", "win-1251", "1252", "iso8859-15", "iso-8859-8-i"
    private static MimeCharset? ByNumber(string name)
    {
        foreach (var prefix in new[] { "windows-", "windows", "win-", "win", "cp-", "cp", "ms", "ibm-", "ibm" })
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && TryCodePage(name.Substring(prefix.Length), out var number))
            {
                return Of(number);
            }
        }

        foreach (var prefix in new[] { "iso-8859-", "iso8859-", "8859-", "iso-8859" })
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(name.Substring(prefix.Length).TrimEnd('i', 'e', '-'), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
                && part is >= 1 and <= 16)
            {
                return part == 1 ? Of(1252) : part == 9 ? Of(1254) : Of(28590 + part);
            }
        }

        return TryCodePage(name, out var plain) ? Of(plain) : null;
    }

    private static bool TryCodePage(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 99 and < 65000;

    private static MimeCharset? ByName(string name)
    {
        try
        {
            return Of(Encoding.GetEncoding(name).CodePage);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static MimeCharset? Of(int codePage)
    {
        try
        {
            var encoding = FromCodePage(codePage);
            return new MimeCharset(encoding, IsAsciiBased(encoding), codePage is (>= 50220 and <= 50229) or 52936);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding FromCodePage(int codePage) =>
        Encoding.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));

    // EBCDIC and UTF-16 are not.
    private static bool IsAsciiBased(Encoding encoding)
    {
        var bytes = new byte[94];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i + 33);
        }

        return encoding.GetString(bytes) == Encoding.ASCII.GetString(bytes)
            || encoding.CodePage is 52936;
    }
}
