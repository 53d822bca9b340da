using System;

namespace MailOps.Bounces;

/// <summary>Walks over the lines of bytes; LF, CRLF and CR end one. A byte order mark at the start is skipped.</summary>
internal ref struct ByteLines
{
    private ReadOnlySpan<byte> _rest;

    public ByteLines(ReadOnlySpan<byte> text)
    {
        _rest = text.StartsWith("\xEF\xBB\xBF"u8) || (text.Length > 2 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF) ? text.Slice(3) : text;
        Current = default;
    }

    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var end = _rest.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            Current = _rest;
            _rest = default;
            return true;
        }

        Current = _rest.Slice(0, end);
        var next = _rest[end] == '\r' && end + 1 < _rest.Length && _rest[end + 1] == '\n' ? end + 2 : end + 1;
        _rest = _rest.Slice(next);
        return true;
    }
}
