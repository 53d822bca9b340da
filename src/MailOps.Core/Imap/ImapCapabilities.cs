using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Imap;

/// <summary>What a server offers (RFC 9051 section 7.2.2), and what of it was switched on.</summary>
internal sealed class ImapCapabilities
{
    // Real servers announce about 50.
    private const int MaxNames = 500;

    private readonly HashSet<string> _names;

    private ImapCapabilities(HashSet<string> names) => _names = names;

    public static ImapCapabilities None { get; } = new([]);

    public bool StartTls => Has("STARTTLS");

    public bool LoginDisabled => Has("LOGINDISABLED");

    public bool InitialResponse => Has("SASL-IR");

    public bool LiteralPlus => Has("LITERAL+");

    public bool LiteralMinus => Has("LITERAL-") || Has("IMAP4REV2");

    public bool Namespace => Has("NAMESPACE") || Has("IMAP4REV2");

    public bool SpecialUse => Has("SPECIAL-USE") && Has("LIST-EXTENDED");

    public bool ExtendedSearch => Has("ESEARCH") || Has("IMAP4REV2");

    public bool UidPlus => Has("UIDPLUS") || Has("IMAP4REV2");

    public bool Move => Has("MOVE") || Has("IMAP4REV2");

    public bool CondStore => Has("CONDSTORE") || Has("QRESYNC");

    public bool Idle => Has("IDLE") || Has("IMAP4REV2");

    public bool Enable => Has("ENABLE") || Has("IMAP4REV2");

    public bool Utf8Accept => Has("UTF8=ACCEPT") || Has("UTF8=ONLY");

    /// <summary>Whether names and strings are UTF-8 in this session (RFC 6855), because ENABLE said so.</summary>
    public bool Utf8Enabled { get; set; }

    /// <summary>The SASL mechanisms, in upper case.</summary>
    public IReadOnlyCollection<string> Mechanisms => [.. _names.Where(n => n.StartsWith("AUTH=", StringComparison.Ordinal)).Select(n => n.Substring(5))];

    public bool Has(string name) => _names.Contains(name);

    /// <summary>Reads the names of a CAPABILITY response or response code.</summary>
    public static ImapCapabilities Read(ReadOnlySpan<byte> text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var tokens = new ImapTokens(text, []);
        tokens.SkipSpaces();
        while (names.Count < MaxNames && tokens.TryWideAtom(out var name))
        {
            names.Add(ImapAscii.Upper(name));
            tokens.SkipSpaces();
        }

        return new ImapCapabilities(names);
    }
}
