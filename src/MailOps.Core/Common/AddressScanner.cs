using System;

namespace MailOps;

/// <summary>What a scan found: the fault, or where the parts lie and what has to be done to make the canonical text.</summary>
internal struct AddressScan
{
    public AddressError Error;

    /// <summary>The index of the <c>@</c>.</summary>
    public int At;

    public bool IsQuoted;
    public bool IsLiteral;
    public bool HasInternationalLocalPart;
    public bool HasInternationalDomain;
    public bool HasUpperDomain;
}

/// <summary>
/// The grammar of <see cref="AddressSyntax.Mailbox"/>: one pass over the text, no allocation. Domains with other letters than ASCII
/// take a slower path over <see cref="DomainScanner"/>.
/// </summary>
/// <remarks>
/// RFC 5321 section 4.1.2, with the additions of RFC 6531 section 3.3 (UTF8-non-ascii in atext, qtextSMTP and sub-domain):
/// <code>
/// Mailbox       = Local-part "@" ( Domain / address-literal )
/// Local-part    = Dot-string / Quoted-string
/// Dot-string    = Atom *("."  Atom)
/// Quoted-string = DQUOTE *QcontentSMTP DQUOTE
/// QcontentSMTP  = %d32-33 / %d35-91 / %d93-126 / ( %d92 %d32-126 )
/// Domain        = sub-domain *("." sub-domain)
/// sub-domain    = Let-dig [Ldh-str]
/// </code>
/// </remarks>
internal static class AddressScanner
{
    public const int MaxLocalPart = 64;
    public const int MaxAddress = 254;

    public static AddressScan Scan(ReadOnlySpan<char> text)
    {
        var scan = default(AddressScan);
        if (text.IsEmpty)
        {
            scan.Error = new(AddressFault.Empty, 0);
            return scan;
        }

        scan.IsQuoted = text[0] == '"';
        var octets = scan.IsQuoted ? ScanQuoted(text, ref scan) : ScanDotString(text, ref scan);
        if (!scan.Error.IsFault)
        {
            scan.Error = octets > MaxLocalPart ? new(AddressFault.LocalPartTooLong, 0) : ScanDomain(text, octets, ref scan);
        }

        if (scan.Error.IsFault)
        {
            scan.Error = AddressHints.Refine(text, scan.Error);
        }

        return scan;
    }

    // Returns the octets of the local part.
    private static int ScanDotString(ReadOnlySpan<char> text, ref AddressScan scan)
    {
        var classes = AddressChars.Classes;
        var wide = 0;
        var atomStart = 0;
        var i = 0;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c < classes.Length && (classes[c] & AddressChars.Atom) != 0)
            {
                continue;
            }

            if (c is '.' or '@')
            {
                if (i == atomStart)
                {
                    scan.Error = c == '.'
                        ? new(i == 0 ? AddressFault.LeadingDot : AddressFault.ConsecutiveDots, i)
                        : i == 0 ? new(AddressFault.LocalPartMissing, 0) : new(AddressFault.TrailingDot, i - 1);
                    return 0;
                }

                if (c == '@')
                {
                    scan.At = i;
                    return i + wide;
                }

                atomStart = i + 1;
                continue;
            }

            if (c < 0x80)
            {
                scan.Error = new(FaultOf(c), i);
                return 0;
            }

            if (!TryWide(text, ref i, ref wide))
            {
                scan.Error = new(AddressFault.UnpairedSurrogate, i);
                return 0;
            }

            scan.HasInternationalLocalPart = true;
        }

        scan.Error = new(AddressFault.AtMissing, text.Length);
        return 0;
    }

    private static int ScanQuoted(ReadOnlySpan<char> text, ref AddressScan scan)
    {
        var wide = 0;
        for (var i = 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                if (i + 1 < text.Length && text[i + 1] == '@')
                {
                    scan.At = i + 1;
                    return i + 1 + wide;
                }

                scan.Error = i + 1 == text.Length ? new(AddressFault.AtMissing, text.Length)
                    : new(text[i + 1] == '.' ? AddressFault.ObsoleteForm : AddressFault.QuoteMisplaced, i + 1);
                return 0;
            }

            if (c == '\\')
            {
                // quoted-pairSMTP takes printable ASCII only; RFC 6531 does not extend it.
                i++;
                if (i < text.Length && text[i] is < ' ' or > '~')
                {
                    scan.Error = new(text[i] is < ' ' or '\x7F' ? AddressFault.ControlCharacter : AddressFault.QuotedCharacter, i);
                    return 0;
                }
            }
            else if (c is < ' ' or '\x7F')
            {
                scan.Error = new(AddressFault.ControlCharacter, i);
                return 0;
            }
            else if (c >= 0x80)
            {
                if (!TryWide(text, ref i, ref wide))
                {
                    scan.Error = new(AddressFault.UnpairedSurrogate, i);
                    return 0;
                }

                scan.HasInternationalLocalPart = true;
            }
        }

        scan.Error = new(AddressFault.QuoteNotClosed, text.Length);
        return 0;
    }

    // Counts the octets that UTF-8 needs beyond one for each UTF-16 unit, and steps over the second half of a pair.
    private static bool TryWide(ReadOnlySpan<char> text, ref int i, ref int wide)
    {
        var c = text[i];
        if (!char.IsSurrogate(c))
        {
            wide += c < 0x800 ? 1 : 2;
            return true;
        }

        if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
        {
            return false;
        }

        wide += 2;
        i++;
        return true;
    }

    private static AddressError ScanDomain(ReadOnlySpan<char> text, int localOctets, ref AddressScan scan)
    {
        var start = scan.At + 1;
        if (start == text.Length)
        {
            return new(AddressFault.DomainMissing, start);
        }

        if (text[start] == '[')
        {
            return ScanLiteral(text, start, localOctets, ref scan);
        }

        var classes = AddressChars.Classes;
        var labelStart = start;
        var before = default(byte);
        var upper = 0;
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= classes.Length)
            {
                return ScanInternational(text, localOctets, ref scan);
            }

            var @class = classes[c];
            if ((@class & AddressChars.LetterDigit) == 0)
            {
                // A hyphen may not begin a label, a dot may neither begin nor follow a hyphen or a long label.
                if (@class == (AddressChars.Atom | AddressChars.Hyphen) ? i == labelStart
                    : c != '.' || i == labelStart || i - labelStart > Idna.MaxLabel || (before & AddressChars.Hyphen) != 0)
                {
                    return FaultOfDomain(text, start);
                }

                labelStart = c == '.' ? i + 1 : labelStart;
            }

            upper |= @class;
            before = @class;
        }

        var length = text.Length - start;
        if (labelStart == text.Length || (before & AddressChars.Hyphen) != 0 || text.Length - labelStart > Idna.MaxLabel
            || length > DomainScanner.MaxLength)
        {
            return FaultOfDomain(text, start);
        }

        scan.HasUpperDomain = (upper & AddressChars.Upper) != 0;
        return CheckTotal(localOctets, length, start);
    }

    // The full reading of the domain knows every reason and position.
    private static AddressError FaultOfDomain(ReadOnlySpan<char> text, int start)
    {
        Span<char> ascii = stackalloc char[DomainScanner.MaxLength];
        var error = DomainScanner.Scan(text[start..], ascii, out _);
        return new(error.Fault, start + error.Position);
    }

    private static AddressError ScanInternational(ReadOnlySpan<char> text, int localOctets, ref AddressScan scan)
    {
        var start = scan.At + 1;
        Span<char> ascii = stackalloc char[DomainScanner.MaxLength];
        var error = DomainScanner.Scan(text[start..], ascii, out var length);
        if (error.IsFault)
        {
            return new(error.Fault, start + error.Position);
        }

        scan.HasInternationalDomain = true;
        return CheckTotal(localOctets, length, start);
    }

    private static AddressError ScanLiteral(ReadOnlySpan<char> text, int start, int localOctets, ref AddressScan scan)
    {
        var end = text[start..].IndexOf(']');
        if (end < 0)
        {
            return new(AddressFault.LiteralNotClosed, text.Length);
        }

        end += start;
        if (end != text.Length - 1)
        {
            return new(AddressFault.LiteralMisplaced, end + 1);
        }

        var error = AddressLiteral.Check(text[(start + 1)..end]);
        if (error.IsFault)
        {
            return new(error.Fault, start + 1 + error.Position);
        }

        scan.IsLiteral = true;
        return CheckTotal(localOctets, text.Length - start, start);
    }

    private static AddressError CheckTotal(int localOctets, int domainOctets, int start) =>
        localOctets + 1 + domainOctets > MaxAddress ? new(AddressFault.AddressTooLong, start) : default;

    private static AddressFault FaultOf(char c) => c switch
    {
        ' ' or '\t' => AddressFault.WhiteSpace,
        < ' ' or '\x7F' => AddressFault.ControlCharacter,
        '"' => AddressFault.QuoteMisplaced,
        '(' => AddressFault.CommentNotAllowed,
        '<' or '>' => AddressFault.AngleBrackets,
        _ => AddressFault.LocalPartCharacter,
    };
}
