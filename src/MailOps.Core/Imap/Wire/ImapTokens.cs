using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Imap;

/// <summary>
/// Reads the parts of a response (RFC 9051 section 9) in their order, over bytes and without copies where none are needed. Each method takes
/// what it names, or takes nothing and says false; nothing throws, whatever a server sends.
/// </summary>
internal ref struct ImapTokens(ReadOnlySpan<byte> text, IReadOnlyList<byte[]> literals)
{
    // Parentheses in a BODYSTRUCTURE nest as deep as the parts of a message.
    private const int MaxDepth = 100;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly IReadOnlyList<byte[]> _literals = literals;
    private int _at;
    private int _literal;

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _at >= _text.Length;

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _text.Slice(Math.Min(_at, _text.Length));

    /// <summary>Takes one character.</summary>
    public bool TryTake(char c)
    {
        if (_at < _text.Length && _text[_at] == c)
        {
            _at++;
            return true;
        }

        return false;
    }

    /// <summary>Whether this character comes next.</summary>
    public readonly bool IsNext(char c) => _at < _text.Length && _text[_at] == c;

    /// <summary>Takes the spaces that come next; RFC 9051 allows one, some servers send none or two.</summary>
    public void SkipSpaces()
    {
        while (TryTake(' '))
        {
        }
    }

    /// <summary>Takes a word: everything up to a space, parenthesis, quote or bracket.</summary>
    public bool TryAtom(out ReadOnlySpan<byte> atom)
    {
        var start = _at;
        while (_at < _text.Length && !IsDelimiter(_text[_at]))
        {
            _at++;
        }

        atom = _text.Slice(start, _at - start);
        return _at > start;
    }

    /// <summary>Takes a number of at most 18 digits.</summary>
    public bool TryNumber(out long number)
    {
        number = 0;
        var start = _at;
        while (_at < _text.Length && _text[_at] is >= (byte)'0' and <= (byte)'9' && _at - start < 18)
        {
            number = (number * 10) + (_text[_at++] - '0');
        }

        return _at > start && (IsAtEnd || _text[_at] is not (>= (byte)'0' and <= (byte)'9'));
    }

    /// <summary>Takes the word NIL.</summary>
    public bool TryNil()
    {
        var rest = Rest;
        if (rest.Length < 3 || !ImapAscii.EqualsIgnoreCase(rest.Slice(0, 3), "NIL") || (rest.Length > 3 && !IsDelimiter(rest[3])))
        {
            return false;
        }

        _at += 3;
        return true;
    }

    /// <summary>Takes a quoted string or a literal.</summary>
    public bool TryString(out ReadOnlyMemory<byte> value) => IsNext('"') ? TryQuoted(out value) : TryLiteral(out value);

    /// <summary>Takes a string or NIL, which stands for none.</summary>
    public bool TryNString(out ReadOnlyMemory<byte> value)
    {
        value = default;
        return TryNil() || TryString(out value);
    }

    /// <summary>Takes a string or a word.</summary>
    public bool TryAString(out ReadOnlyMemory<byte> value)
    {
        if (TryString(out value))
        {
            return true;
        }

        var found = TryWideAtom(out var atom);
        value = atom.ToArray();
        return found;
    }

    /// <summary>Takes a word that may hold brackets, as names of folders and keywords may.</summary>
    public bool TryWideAtom(out ReadOnlySpan<byte> atom)
    {
        var length = Rest.IndexOfAny(" ()\"{"u8);
        atom = length < 0 ? Rest : Rest.Slice(0, length);
        _at += atom.Length;
        return atom.Length > 0;
    }

    /// <summary>Passes over one value of any kind: a word, a string, a list with all that it holds.</summary>
    public bool TrySkip()
    {
        var depth = 0;
        do
        {
            SkipSpaces();
            if (TryTake('('))
            {
                if (++depth > MaxDepth)
                {
                    return false;
                }
            }
            else if (depth > 0 && TryTake(')'))
            {
                depth--;
            }
            else if (!TryString(out _) && !TryAtom(out _) && !TryTake('[') && !TryTake(']'))
            {
                return false;
            }
        }
        while (depth > 0);
        return true;
    }

    private static bool IsDelimiter(byte b) => b is (byte)' ' or (byte)'(' or (byte)')' or (byte)'"' or (byte)'[' or (byte)']' or (byte)'{';

    // quoted = DQUOTE *QUOTED-CHAR DQUOTE, where \ stands before " and \.
    private bool TryQuoted(out ReadOnlyMemory<byte> value)
    {
        value = default;
        var body = _text.Slice(_at + 1);
        var escapes = 0;
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '"')
            {
                _at += i + 2;
                value = escapes == 0 ? body.Slice(0, i).ToArray() : Unescape(body.Slice(0, i), i - escapes);
                return true;
            }

            if (body[i] == '\\')
            {
                escapes++;
                i++;
            }
        }

        return false;
    }

    private static byte[] Unescape(ReadOnlySpan<byte> quoted, int length)
    {
        var result = new byte[length];
        var at = 0;
        for (var i = 0; i < quoted.Length; i++)
        {
            result[at++] = quoted[i] == '\\' ? quoted[++i] : quoted[i];
        }

        return result;
    }

    // The reader of responses has put the octets of each {n} aside, in their order.
    private bool TryLiteral(out ReadOnlyMemory<byte> value)
    {
        value = default;
        var start = _at;
        TryTake('~');
        if (TryTake('{') && TryNumber(out _))
        {
            TryTake('+');
            if (TryTake('}') && _literal < _literals.Count)
            {
                value = _literals[_literal++];
                return true;
            }
        }

        _at = start;
        return false;
    }
}

/// <summary>Bytes compared with ASCII words.</summary>
internal static class ImapAscii
{
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> bytes, string text) => MailOps.Mime.AsciiText.EqualsIgnoreCase(bytes, text);

    public static string Upper(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).ToUpperInvariant();
}
