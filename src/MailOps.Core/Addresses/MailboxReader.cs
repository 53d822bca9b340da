using System;
using System.Collections.Generic;
using System.Text;
using MailOps.Mime;

namespace MailOps.Addresses;

/// <summary>
/// Reads one entry of a list: <c>name &lt;address&gt;</c>, <c>address</c>, <c>address (name)</c>. Laxer than RFC 5322 section 3.4 where the
/// address is clear all the same: an unquoted dot or <c>@</c> in a name, a quoted name before an address without brackets.
/// </summary>
internal sealed class MailboxReader(string text, int start, int end)
{
    private readonly List<string> _comments = [];
    private readonly List<Finding> _findings = [];
    private readonly StringBuilder _name = new();
    private int _angle = -1;
    private int _angleEnd = -1;
    private int _lastQuoteEnd = -1;
    private int _firstText = -1;
    private int _badName = -1;
    private int _afterAngle = -1;

    public MailAddressListEntry? Read(bool isOpenGroup)
    {
        Scan();
        if (_angle < 0 && _firstText < 0)
        {
            return null;
        }

        if (isOpenGroup)
        {
            _findings.Add(AddressFindings.LooseList.Found(";"));
        }

        return _angle >= 0 ? ReadAngle() : ReadBare();
    }

    /// <summary>A phrase as people read it: without quotes and comments, encoded words decoded, white space made one blank.</summary>
    public static string Phrase(string text)
    {
        var reader = new MailboxReader(text, 0, text.Length);
        reader.Scan();
        return Decode(reader._name.ToString());
    }

    // Gathers the name, the comments, and where the brackets lie.
    private void Scan()
    {
        for (var i = start; i < end;)
        {
            var next = Math.Min(HeaderTokens.Skip(text, i), end);
            var c = text[i];
            if (c == '(')
            {
                _comments.Add(Unescape(text.Substring(i + 1, Math.Max(0, next - i - 2))));
                _name.Append(' ');
            }
            else if (char.IsWhiteSpace(c))
            {
                _name.Append(' ');
            }
            else if (_angle >= 0)
            {
                _afterAngle = _afterAngle < 0 ? i : _afterAngle;
            }
            else if (c == '<')
            {
                (_angle, _angleEnd) = (i, next);
            }
            else
            {
                _firstText = _firstText < 0 ? i : _firstText;
                AddToName(i, next);
            }

            i = next;
        }
    }

    private void AddToName(int i, int next)
    {
        var c = text[i];
        if (c == '"')
        {
            _lastQuoteEnd = next;
            _name.Append(Unescape(text.Substring(i + 1, Math.Max(0, next - i - 2))));
            return;
        }

        _badName = _badName < 0 && c is '\\' or '>' or ')' or ']' ? i : _badName;
        _name.Append(text, i, next - i);
    }

    private MailAddressListEntry ReadAngle()
    {
        var isClosed = _angleEnd - 1 > _angle && text[_angleEnd - 1] == '>';
        if (!isClosed || _afterAngle >= 0)
        {
            return Invalid(new(AddressFault.AngleNotClosed, isClosed ? _afterAngle : _angleEnd));
        }

        if (_badName >= 0)
        {
            return Invalid(new(AddressFault.DisplayNameCharacter, _badName));
        }

        var inner = text.Substring(_angle + 1, _angleEnd - _angle - 2);
        var route = RouteLength(inner);
        return MailAddress.TryParse(inner.Substring(route), AddressSyntax.Rfc5322, out var address, out var error)
            ? Valid(address, Decode(_name.ToString()))
            : Invalid(new(error.Fault, _angle + 1 + route + error.Position));
    }

    private MailAddressListEntry ReadBare()
    {
        var bare = text.Substring(start, end - start);
        if (MailAddress.TryParse(bare.Trim(), AddressSyntax.Rfc5322, out var address, out var error))
        {
            return Valid(address, "");
        }

        // "Berg, Anna" anna@example.com: brackets forgotten, but the quotes show where the name ends.
        if (text[_firstText] == '"' && _lastQuoteEnd > 0 && _lastQuoteEnd < end && char.IsWhiteSpace(text[_lastQuoteEnd])
            && MailAddress.TryParse(text.Substring(_lastQuoteEnd, end - _lastQuoteEnd).Trim(), AddressSyntax.Rfc5322, out address, out _))
        {
            _findings.Add(AddressFindings.LooseList.Found("< >"));
            return Valid(address, Decode(Unescape(text.Substring(_firstText + 1, _lastQuoteEnd - _firstText - 2))));
        }

        if (error.Fault == AddressFault.AngleBrackets && _badName >= 0)
        {
            return Invalid(new(AddressFault.DisplayNameCharacter, _badName));
        }

        return Invalid(new(error.Fault, Math.Min(end, start + (bare.Length - bare.TrimStart().Length) + error.Position)));
    }

    private MailAddressListEntry Valid(MailAddress address, string name)
    {
        var comment = Decode(string.Join(" ", _comments));
        if (OtherAddressIn(name, address) is { } other)
        {
            _findings.Add(AddressFindings.NameHoldsOtherAddress.Found(other));
        }

        return new()
        {
            Text = text.Substring(start, end - start).Trim(),
            Address = address.Address,
            Mailbox = address,
            DisplayName = name.Length == 0 ? comment : name,
            Comment = comment,
            Findings = new FindingList(_findings),
        };
    }

    private MailAddressListEntry Invalid(AddressError error)
    {
        _findings.Add(AddressFindings.Syntax.Found(error.Position, error.Message));
        return new()
        {
            Text = text.Substring(start, end - start).Trim(),
            DisplayName = _angle >= 0 ? Decode(_name.ToString()) : "",
            Comment = Decode(string.Join(" ", _comments)),
            Fault = error.Fault,
            FaultPosition = error.Position,
            Findings = new FindingList(_findings),
        };
    }

    // <@relay.example,@other.example:anna@example.com>: RFC 5321 appendix C asks to take the route and to ignore it.
    private static int RouteLength(string inner)
    {
        if (!inner.StartsWith('@'))
        {
            return 0;
        }

        foreach (var hop in inner.Substring(0, Math.Max(0, inner.IndexOf(':'))).Split(','))
        {
            if (!hop.StartsWith('@') || !DomainName.TryParse(hop.Substring(1), out _))
            {
                return 0;
            }
        }

        return inner.IndexOf(':') + 1;
    }

    private static string? OtherAddressIn(string name, MailAddress address)
    {
        if (!name.Contains('@'))
        {
            return null;
        }

        foreach (var word in name.Split(' '))
        {
            if (MailAddress.TryParse(word.Trim('<', '>', '(', ')', '"', '\'', ',', ';'), out var other) && other.ComparisonKey != address.ComparisonKey)
            {
                return other.Address;
            }
        }

        return null;
    }

    private static string Unescape(string quoted)
    {
        if (!quoted.Contains('\\'))
        {
            return quoted;
        }

        var plain = new StringBuilder(quoted.Length);
        for (var i = 0; i < quoted.Length; i++)
        {
            i += quoted[i] == '\\' && i + 1 < quoted.Length ? 1 : 0;
            plain.Append(quoted[i]);
        }

        return plain.ToString();
    }

    private static string Decode(string encoded)
    {
        if (encoded.Length == 0)
        {
            return "";
        }

        var faults = MimeFaults.None;
        var decoded = HeaderText.Read(Encoding.UTF8.GetBytes(encoded), decodeWords: true, ref faults);
        var tidy = new StringBuilder(decoded.Length);
        foreach (var c in decoded)
        {
            var isBlank = char.IsWhiteSpace(c);
            if (!isBlank || (tidy.Length > 0 && tidy[tidy.Length - 1] != ' '))
            {
                tidy.Append(isBlank ? ' ' : c);
            }
        }

        return tidy.ToString().TrimEnd(' ');
    }
}
