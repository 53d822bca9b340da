using System;

namespace MailOps;

/// <summary>Classes of ASCII characters in addresses.</summary>
internal static class AddressChars
{
    public const byte Atom = 1;
    public const byte LetterDigit = 2;
    public const byte Upper = 4;
    public const byte Hyphen = 8;

    // One byte for each ASCII character: RFC 5322 section 3.2.3 atext, letters and digits, capitals, the hyphen.
    private static readonly byte[] Table = Build();

    /// <summary>The table itself, for loops that look up many characters.</summary>
    public static ReadOnlySpan<byte> Classes => Table;

    public static bool IsAtom(char c) => c < 0x80 && (Table[c] & Atom) != 0;

    public static bool IsLetterDigitHyphen(char c) => c < 0x80 && (Table[c] & (LetterDigit | Hyphen)) != 0;

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    public static char ToLower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;

    private static byte[] Build()
    {
        var table = new byte[128];
        for (var c = 'a'; c <= 'z'; c++)
        {
            table[c] = Atom | LetterDigit;
            table[c - 0x20] = Atom | LetterDigit | Upper;
        }

        for (var c = '0'; c <= '9'; c++)
        {
            table[c] = Atom | LetterDigit;
        }

        foreach (var c in "!#$%&'*+/=?^_`{|}~")
        {
            table[c] = Atom;
        }

        table['-'] = Atom | Hyphen;
        return table;
    }
}
