using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Json;

/// <summary>
/// Writes JSON as UTF-8 into memory; <see cref="WriteTo(Stream)"/> or <see cref="ToString"/> hand it on. Compact by default, one line whatever
/// the values are: every control character is escaped, DEL and the C1 block too, so that foreign text cannot steer a terminal. Calls
/// in an order that would give no JSON throw <see cref="InvalidOperationException"/>.
/// </summary>
internal sealed class JsonWriter
{
    private const string Hex = "0123456789abcdef";

    private readonly bool _indented;
    private byte[] _buffer = new byte[256];
    private int _length;

    // One level per open array or object: 'a' or 'o' while it is empty, 'A' or 'O' from the first entry on.
    private char[] _levels = new char[8];
    private int _depth;
    private bool _afterName;
    private bool _complete;

    public JsonWriter(bool indented = false) => _indented = indented;

    /// <summary>The bytes written so far.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Forgets what was written and starts with a new text; the memory is kept.</summary>
    public void Reset()
    {
        _length = 0;
        _depth = 0;
        _afterName = false;
        _complete = false;
    }

    public void WriteStartObject() => Open('o', (byte)'{');

    public void WriteEndObject() => Close('o', (byte)'}');

    public void WriteStartArray() => Open('a', (byte)'[');

    public void WriteEndArray() => Close('a', (byte)']');

    public void WriteName(string name)
    {
        if (_depth == 0 || _afterName || (_levels[_depth - 1] | ' ') != 'o')
        {
            throw new InvalidOperationException("A name belongs into an object, before its value.");
        }

        Separate();
        Quote(name.AsSpan());
        Add((byte)':');
        if (_indented)
        {
            Add((byte)' ');
        }

        _afterName = true;
    }

    /// <summary>A string; null is written as <c>null</c>.</summary>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        BeforeValue();
        Quote(value.AsSpan());
        AfterValue();
    }

    public void WriteNumber(long value) => WriteRawNumber(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number that reads back as the same double.</summary>
    /// <exception cref="ArgumentException">JSON has no infinity and no NaN.</exception>
    public void WriteNumber(double value) =>
        WriteRawNumber(double.IsNaN(value) || double.IsInfinity(value)
            ? throw new ArgumentException("JSON has no infinity and no NaN.", nameof(value))
            : value.ToString("R", CultureInfo.InvariantCulture));

    public void WriteBoolean(bool value) => WriteRaw(value ? "true" : "false");

    public void WriteNull() => WriteRaw("null");

    /// <summary>A time as RFC 3339 text in UTC, whole seconds or milliseconds: <c>2026-03-01T12:00:00Z</c>.</summary>
    public void WriteTime(DateTime value)
    {
        var utc = value.ToUniversalTime();
        WriteString(utc.ToString(utc.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    public void WriteMember(string name, string? value)
    {
        WriteName(name);
        WriteString(value);
    }

    public void WriteMember(string name, long value)
    {
        WriteName(name);
        WriteNumber(value);
    }

    public void WriteMember(string name, bool value)
    {
        WriteName(name);
        WriteBoolean(value);
    }

    public void WriteTo(Stream stream) => stream.Write(_buffer, 0, _length);

    public Task WriteToAsync(Stream stream, CancellationToken cancellationToken) => stream.WriteAsync(_buffer, 0, _length, cancellationToken);

    /// <summary>The text written so far.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_buffer, 0, _length);

    internal void WriteRawNumber(string digits) => WriteRaw(digits);

    private void WriteRaw(string ascii)
    {
        BeforeValue();
        Reserve(ascii.Length);
        foreach (var c in ascii)
        {
            _buffer[_length++] = (byte)c;
        }

        AfterValue();
    }

    private void Open(char kind, byte bracket)
    {
        BeforeValue();
        Add(bracket);
        if (_depth == _levels.Length)
        {
            Array.Resize(ref _levels, _depth * 2);
        }

        _levels[_depth++] = kind;
    }

    private void Close(char kind, byte bracket)
    {
        if (_depth == 0 || _afterName || (_levels[_depth - 1] | ' ') != kind)
        {
            throw new InvalidOperationException("There is no such array or object to close here.");
        }

        var hasEntries = _levels[--_depth] != kind;
        if (hasEntries && _indented)
        {
            NewLine();
        }

        Add(bracket);
        AfterValue();
    }

    private void BeforeValue()
    {
        if (_afterName)
        {
            _afterName = false;
        }
        else if (_complete || (_depth > 0 && (_levels[_depth - 1] | ' ') == 'o'))
        {
            throw new InvalidOperationException(_complete ? "The text already has its value." : "A value in an object needs a name.");
        }
        else if (_depth > 0)
        {
            Separate();
        }
    }

    private void AfterValue() => _complete = _depth == 0;

    private void Separate()
    {
        ref var level = ref _levels[_depth - 1];
        if (level is 'A' or 'O')
        {
            Add((byte)',');
        }

        level = (char)(level & ~' ');
        if (_indented)
        {
            NewLine();
        }
    }

    private void NewLine()
    {
        Add((byte)'\n');
        for (var i = 0; i < _depth * 2; i++)
        {
            Add((byte)' ');
        }
    }

    private void Quote(ReadOnlySpan<char> text)
    {
        Reserve((text.Length * 6) + 2);
        _buffer[_length++] = (byte)'"';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and < '\u007f' and not '"' and not '\\')
            {
                _buffer[_length++] = (byte)c;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                _length += Encoding.UTF8.GetBytes(text.Slice(i++, 2), _buffer.AsSpan(_length));
            }
            else if (c > '\u009f' && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029'))
            {
                _length += Encoding.UTF8.GetBytes(text.Slice(i, 1), _buffer.AsSpan(_length));
            }
            else
            {
                Escape(c);
            }
        }

        _buffer[_length++] = (byte)'"';
    }

    private void Escape(char c)
    {
        var letter = c switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => 'u',
        };
        _buffer[_length++] = (byte)'\\';
        _buffer[_length++] = (byte)letter;
        if (letter == 'u')
        {
            for (var shift = 12; shift >= 0; shift -= 4)
            {
                _buffer[_length++] = (byte)Hex[(c >> shift) & 15];
            }
        }
    }

    private void Add(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    private void Reserve(int count)
    {
        if (_length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_length + count, _buffer.Length * 2));
        }
    }
}
