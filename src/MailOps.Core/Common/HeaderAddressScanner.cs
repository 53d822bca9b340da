using System;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailOps;

/// <summary>
/// The grammar of <see cref="AddressSyntax.Rfc5322"/>: addr-spec with comments, folding white space and obsolete forms (RFC 5322
/// sections 3.2, 3.4.1 and 4.4). What is left without them has to be a mailbox; where it lies in the text is kept for the faults.
/// </summary>
internal struct HeaderAddressScanner
{
    private readonly string _text;
    private int _position;
    private AddressError _error;

    private HeaderAddressScanner(string text)
    {
        _text = text;
        _position = 0;
        _error = default;
    }

    private readonly bool AtEnd => _position == _text.Length;

    public static bool TryRead(string text, [NotNullWhen(true)] out MailAddress? address, out AddressError error)
    {
        address = null;
        if (text.Length == 0)
        {
            error = new(AddressFault.Empty, 0);
            return false;
        }

        var scanner = new HeaderAddressScanner(text);
        var mailbox = scanner.ReadMailbox(out var domainStart, out var isContiguous);
        if (mailbox is null)
        {
            error = AddressHints.Refine(text.AsSpan(), scanner._error);
            return false;
        }

        // Lengths, labels and literals are those of the mailbox.
        if (MailAddress.TryParseMailbox(mailbox, out address, out error))
        {
            return true;
        }

        var at = mailbox.LastIndexOf('@');
        var inDomain = error.Position - at - 1;
        error = new(error.Fault, inDomain < 0 ? 0 : isContiguous ? domainStart + inDomain : domainStart);
        return false;
    }

    private string? ReadMailbox(out int domainStart, out bool isContiguous)
    {
        domainStart = 0;
        isContiguous = false;
        var local = new StringBuilder();
        if (!SkipComments() || !ReadLocalPart(local))
        {
            return null;
        }

        _position++;
        if (!SkipComments())
        {
            return null;
        }

        domainStart = _position;
        var domain = new StringBuilder();
        if (!ReadDomain(domain) || !SkipComments())
        {
            return null;
        }

        if (!AtEnd)
        {
            _error = new(FaultOfDomain(), _position);
            return null;
        }

        isContiguous = string.CompareOrdinal(_text, domainStart, domain.ToString(), 0, domain.Length) == 0;
        return AddressText.QuoteIfNeeded(local.ToString()) + "@" + domain;
    }

    // word *("." word), each with comments around it; ends on the "@".
    private bool ReadLocalPart(StringBuilder meaning)
    {
        while (true)
        {
            var start = _position;
            if (!AtEnd && _text[_position] == '"' ? !ReadQuoted(meaning) : !ReadAtom(meaning))
            {
                return false;
            }

            var isEmpty = _position == start;
            if (!SkipComments())
            {
                return false;
            }

            var next = AtEnd ? '\0' : _text[_position];
            if (isEmpty)
            {
                return Fail(
                    next == '.' ? meaning.Length == 0 ? AddressFault.LeadingDot : AddressFault.ConsecutiveDots
                    : next == '@' ? meaning.Length == 0 ? AddressFault.LocalPartMissing : AddressFault.TrailingDot
                    : FaultOfLocalPart(),
                    _position);
            }

            if (next == '@')
            {
                return true;
            }

            if (next != '.')
            {
                return Fail(FaultOfLocalPart(), _position);
            }

            meaning.Append('.');
            _position++;
            if (!SkipComments())
            {
                return false;
            }
        }
    }

    // atom *("." atom) with comments around each atom, or a literal.
    private bool ReadDomain(StringBuilder domain)
    {
        if (!AtEnd && _text[_position] == '[')
        {
            return ReadLiteral(domain);
        }

        while (true)
        {
            while (!AtEnd && IsDomainText(_text[_position]))
            {
                domain.Append(_text[_position++]);
            }

            if (!SkipComments())
            {
                return false;
            }

            if (AtEnd || _text[_position] != '.')
            {
                return true;
            }

            domain.Append('.');
            _position++;
            if (!SkipComments())
            {
                return false;
            }
        }
    }

    private bool ReadLiteral(StringBuilder domain)
    {
        for (; !AtEnd && _text[_position] != ']'; _position++)
        {
            var c = _text[_position];
            if (c is '\r' or '\n' or ' ' or '\t')
            {
                if (!SkipFolding())
                {
                    return false;
                }

                _position--;
            }
            else
            {
                domain.Append(c);
            }
        }

        if (AtEnd)
        {
            return Fail(AddressFault.LiteralNotClosed, _position);
        }

        // A "::" that stands for one group is no mailbox (RFC 5321 section 4.1.3), but clear: the group is written out.
        if (AddressLiteral.Check(domain.ToString().AsSpan(1)).Fault == AddressFault.LiteralIPv6Compression)
        {
            AddressLiteral.WriteOutGroup(domain);
        }

        domain.Append(']');
        _position++;
        return true;
    }

    private bool ReadAtom(StringBuilder meaning)
    {
        for (; !AtEnd; _position++)
        {
            var c = _text[_position];
            if (!AddressChars.IsAtom(c) && c < 0x80)
            {
                break;
            }

            if (char.IsSurrogate(c))
            {
                if (!char.IsSurrogatePair(_text, _position))
                {
                    return Fail(AddressFault.UnpairedSurrogate, _position);
                }

                meaning.Append(c);
                c = _text[++_position];
            }

            meaning.Append(c);
        }

        return true;
    }

    private bool ReadQuoted(StringBuilder meaning)
    {
        _position++;
        while (!AtEnd)
        {
            var c = _text[_position];
            if (c == '"')
            {
                _position++;
                return true;
            }

            if (c is '\r' or '\n')
            {
                // Folding: the line break goes, the blanks after it belong to the text.
                if (!TrySkipLineBreak())
                {
                    return false;
                }

                continue;
            }

            if (c == '\\' && ++_position < _text.Length)
            {
                c = _text[_position];
                if (c >= 0x80)
                {
                    return Fail(AddressFault.QuotedCharacter, _position);
                }
            }

            // The obsolete forms hold control characters here; no mailbox does.
            if (c != '\t' && c is < ' ' or '\x7F')
            {
                return Fail(AddressFault.ControlCharacter, _position);
            }

            if (!AtEnd)
            {
                meaning.Append(c == '\t' ? ' ' : c);
                _position++;
            }
        }

        return Fail(AddressFault.QuoteNotClosed, _position);
    }

    // CFWS: comments nest, so a counter stands for the depth.
    private bool SkipComments()
    {
        var depth = 0;
        while (!AtEnd)
        {
            switch (_text[_position])
            {
                case ' ' or '\t':
                    _position++;
                    break;
                case '\r' or '\n':
                    if (!TrySkipLineBreak())
                    {
                        return false;
                    }

                    break;
                case '(':
                    depth++;
                    _position++;
                    break;
                case ')' when depth > 0:
                    depth--;
                    _position++;
                    break;
                case '\\' when depth > 0 && _position + 1 < _text.Length:
                    _position += 2;
                    break;
                case '\0' when depth > 0:
                    return Fail(AddressFault.ControlCharacter, _position);
                default:
                    if (depth == 0)
                    {
                        return true;
                    }

                    _position++;
                    break;
            }
        }

        return depth == 0 || Fail(AddressFault.CommentNotClosed, _position);
    }

    private bool SkipFolding()
    {
        while (!AtEnd && _text[_position] is ' ' or '\t' or '\r' or '\n')
        {
            if (_text[_position] is ' ' or '\t')
            {
                _position++;
            }
            else if (!TrySkipLineBreak())
            {
                return false;
            }
        }

        return true;
    }

    // CRLF, which a blank has to follow.
    private bool TrySkipLineBreak()
    {
        if (_text[_position] == '\r' && _position + 2 < _text.Length && _text[_position + 1] == '\n' && _text[_position + 2] is ' ' or '\t')
        {
            _position += 2;
            return true;
        }

        return Fail(AddressFault.FoldingBroken, _position);
    }

    private bool Fail(AddressFault fault, int position)
    {
        _error = new(fault, position);
        return false;
    }

    private readonly AddressFault FaultOfLocalPart() => AtEnd ? AddressFault.AtMissing : _text[_position] switch
    {
        < ' ' or '\x7F' => AddressFault.ControlCharacter,
        '"' => AddressFault.QuoteMisplaced,
        '<' or '>' => AddressFault.AngleBrackets,
        var c when AddressChars.IsAtom(c) || c >= 0x80 => AddressFault.WhiteSpace,
        _ => AddressFault.LocalPartCharacter,
    };

    private readonly AddressFault FaultOfDomain() =>
        IsDomainText(_text[_position]) ? AddressFault.WhiteSpace : DomainScanner.FaultOf(_text[_position]);

    // Whatever cannot end a label is kept, so that the mailbox grammar names the fault.
    private static bool IsDomainText(char c) => c is > ' ' and not ('.' or '(' or ')' or '[' or ']' or '<' or '>' or ',' or ';' or '@' or '\x7F');
}
