using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MailOps.Json;

/// <summary>
/// A recursive-descent reader of RFC 8259, as strict as its grammar: no comments, no trailing commas, no leading zeros, nothing behind
/// the value. Stricter in two points, as I-JSON (RFC 7493) is: a name occurs once in an object, and the bytes are valid UTF-8. A lone
/// surrogate written as an escape is kept, since strings of this platform can hold it and test suites use it.
/// </summary>
internal ref struct JsonReader
{
    // Objects with more members than this get an index.
    private const int IndexAbove = 8;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly object True = true;
    private static readonly object False = false;

    private readonly ReadOnlySpan<byte> _text;
    private readonly JsonLimits _limits;
    private int _position;
    private int _line;
    private int _lineStart;
    private int _depth;
    private int _values;

    public JsonReader(ReadOnlySpan<byte> text, JsonLimits limits)
    {
        _text = text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? text.Slice(3) : text;
        _limits = limits;
        _line = 1;
    }

    public JsonValue Read()
    {
        CheckLength();
        SkipSpace();
        var value = ReadValue();
        SkipSpace();
        return _position == _text.Length ? value : throw Fault("nothing may follow the value");
    }

    /// <summary>Reads values that follow each other, as when answers of a server are put into one file.</summary>
    public List<JsonValue> ReadMany()
    {
        CheckLength();
        List<JsonValue> values = [];
        for (SkipSpace(); _position < _text.Length; SkipSpace())
        {
            values.Add(ReadValue());
        }

        return values;
    }

    private readonly void CheckLength()
    {
        if (_text.Length > _limits.MaxBytes)
        {
            throw Fault(string.Format(CultureInfo.InvariantCulture, "the text has {0} bytes, more than the {1} allowed", _text.Length, _limits.MaxBytes));
        }
    }

    private JsonValue ReadValue()
    {
        if (_position >= _text.Length)
        {
            throw Fault("the text ends where a value is expected");
        }

        if (++_values > _limits.MaxValues)
        {
            throw Fault(string.Format(CultureInfo.InvariantCulture, "there are more than the {0} values allowed", _limits.MaxValues));
        }

        var (line, column) = (_line, Column);
        switch (_text[_position])
        {
            case (byte)'{':
                return ReadObject(line, column);
            case (byte)'[':
                return ReadArray(line, column);
            case (byte)'"':
                return new JsonValue(JsonKind.String, ReadString(), null, line, column);
            case (byte)'t':
                ReadWord("true"u8);
                return new JsonValue(JsonKind.Boolean, True, null, line, column);
            case (byte)'f':
                ReadWord("false"u8);
                return new JsonValue(JsonKind.Boolean, False, null, line, column);
            case (byte)'n':
                ReadWord("null"u8);
                return new JsonValue(JsonKind.Null, null, null, line, column);
            default:
                return new JsonValue(JsonKind.Number, ReadNumber(), null, line, column);
        }
    }

    private JsonValue ReadArray(int line, int column)
    {
        Enter();
        List<JsonValue> items = [];
        if (!TryTake((byte)']'))
        {
            do
            {
                SkipSpace();
                items.Add(ReadValue());
                SkipSpace();
            }
            while (TryTake((byte)','));
            Take((byte)']', "\",\" or \"]\" is expected");
        }

        _depth--;
        return new JsonValue(JsonKind.Array, items.ToArray(), null, line, column);
    }

    private JsonValue ReadObject(int line, int column)
    {
        Enter();
        List<KeyValuePair<string, JsonValue>> members = [];
        Dictionary<string, JsonValue>? index = null;
        if (!TryTake((byte)'}'))
        {
            do
            {
                SkipSpace();
                ReadMember(members, ref index);
                SkipSpace();
            }
            while (TryTake((byte)','));
            Take((byte)'}', "\",\" or \"}\" is expected");
        }

        _depth--;
        return new JsonValue(JsonKind.Object, members.ToArray(), index, line, column);
    }

    private void ReadMember(List<KeyValuePair<string, JsonValue>> members, ref Dictionary<string, JsonValue>? index)
    {
        if (_position >= _text.Length || _text[_position] != (byte)'"')
        {
            throw Fault("a name in quotes is expected");
        }

        var (line, column) = (_line, Column);
        var name = ReadString();
        if (members.Count == IndexAbove)
        {
            index = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
            foreach (var member in members)
            {
                index.Add(member.Key, member.Value);
            }
        }

        if (index is not null ? index.ContainsKey(name) : Has(members, name))
        {
            throw new JsonException("the name \"" + name + "\" occurs twice in one object", line, column);
        }

        SkipSpace();
        Take((byte)':', "\":\" is expected");
        SkipSpace();
        var value = ReadValue();
        members.Add(new KeyValuePair<string, JsonValue>(name, value));
        index?.Add(name, value);
    }

    private static bool Has(List<KeyValuePair<string, JsonValue>> members, string name)
    {
        foreach (var member in members)
        {
            if (member.Key == name)
            {
                return true;
            }
        }

        return false;
    }

    private string ReadString()
    {
        var start = ++_position;
        var special = _text.Slice(start).IndexOfAny((byte)'"', (byte)'\\');
        if (special >= 0 && _text[start + special] == (byte)'"')
        {
            var text = Decode(_text.Slice(start, special));
            _position = start + special + 1;
            return text;
        }

        var builder = new StringBuilder();
        while (true)
        {
            special = _text.Slice(_position).IndexOfAny((byte)'"', (byte)'\\');
            if (special < 0)
            {
                throw Fault("the string has no end");
            }

            builder.Append(Decode(_text.Slice(_position, special)));
            _position += special + 1;
            if (_text[_position - 1] == (byte)'"')
            {
                return builder.ToString();
            }

            builder.Append(ReadEscape());
        }
    }

    private readonly string Decode(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b < 0x20)
            {
                throw Fault("control characters in strings must be escaped");
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Fault("the string is not valid UTF-8");
        }
    }

    private char ReadEscape()
    {
        if (_position >= _text.Length)
        {
            throw Fault("the string has no end");
        }

        switch (_text[_position++])
        {
            case (byte)'"':
                return '"';
            case (byte)'\\':
                return '\\';
            case (byte)'/':
                return '/';
            case (byte)'b':
                return '\b';
            case (byte)'f':
                return '\f';
            case (byte)'n':
                return '\n';
            case (byte)'r':
                return '\r';
            case (byte)'t':
                return '\t';
            case (byte)'u':
                return ReadHex();
            default:
                _position--;
                throw Fault("no such escape");
        }
    }

    private char ReadHex()
    {
        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            var digit = _position < _text.Length ? HexDigit(_text[_position]) : -1;
            if (digit < 0)
            {
                throw Fault("four hexadecimal digits are expected");
            }

            value = (value << 4) | digit;
            _position++;
        }

        return (char)value;
    }

    private static int HexDigit(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };

    // number = [ "-" ] int [ frac ] [ exp ]; int = "0" / digit1-9 *digit
    private string ReadNumber()
    {
        var start = _position;
        if (Peek() == '-')
        {
            _position++;
        }

        if (Peek() == '0')
        {
            _position++;
        }
        else
        {
            SkipDigits(_position == start ? "a value is expected" : "a digit is expected");
        }

        if (Peek() == '.')
        {
            _position++;
            SkipDigits("a digit is expected behind the point");
        }

        if (Peek() is 'e' or 'E')
        {
            _position++;
            if (Peek() is '+' or '-')
            {
                _position++;
            }

            SkipDigits("a digit is expected in the exponent");
        }

        return Encoding.ASCII.GetString(_text.Slice(start, _position - start));
    }

    private readonly int Peek() => _position < _text.Length ? _text[_position] : -1;

    private void SkipDigits(string problem)
    {
        var start = _position;
        while (Peek() is >= '0' and <= '9')
        {
            _position++;
        }

        if (_position == start)
        {
            throw Fault(problem);
        }
    }

    private void ReadWord(ReadOnlySpan<byte> word)
    {
        if (!_text.Slice(_position).StartsWith(word))
        {
            throw Fault("a value is expected");
        }

        _position += word.Length;
    }

    private void Enter()
    {
        if (++_depth > _limits.MaxDepth)
        {
            throw Fault(string.Format(CultureInfo.InvariantCulture, "values nest deeper than the {0} levels allowed", _limits.MaxDepth));
        }

        _position++;
        SkipSpace();
    }

    private void Take(byte wanted, string problem)
    {
        if (!TryTake(wanted))
        {
            throw Fault(_position < _text.Length ? problem : "the text ends early: " + problem);
        }
    }

    private bool TryTake(byte wanted)
    {
        if (_position < _text.Length && _text[_position] == wanted)
        {
            _position++;
            return true;
        }

        return false;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length)
        {
            switch (_text[_position])
            {
                case (byte)'\n':
                    _line++;
                    _lineStart = _position + 1;
                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\r':
                    break;
                default:
                    return;
            }

            _position++;
        }
    }

    private readonly int Column => _position - _lineStart + 1;

    private readonly JsonException Fault(string problem) => new(problem, _line, Column);
}
