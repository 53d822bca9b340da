using System;
using System.IO;
using System.Text;

namespace MailOps.Journal;

/// <summary>
/// Lines of a log as they are read, each valid until the next one. A line longer than the limit is cut, its rest skipped: memory stays constant
/// whatever the file is.
/// </summary>
internal sealed class LogLines(Stream stream)
{
    private const int MaxLine = 32 * 1024;

    private readonly byte[] _bytes = new byte[256 * 1024];
    private char[] _chars = new char[4096];
    private int _start;
    private int _end;

    /// <summary>The number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>How many lines were cut.</summary>
    public long Cut { get; private set; }

    public bool TryRead(out ReadOnlySpan<char> line)
    {
        var scanned = 0;
        while (true)
        {
            var found = _bytes.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var length = scanned + found;
                line = Decode(_bytes.AsSpan(_start, Math.Min(length, MaxLine)));
                Cut += length > MaxLine ? 1 : 0;
                _start += length + 1;
                Number++;
                return true;
            }

            scanned = _end - _start;
            if (scanned > MaxLine)
            {
                line = Decode(_bytes.AsSpan(_start, MaxLine));
                Cut++;
                Number++;
                SkipRest();
                return true;
            }

            if (!Fill())
            {
                line = Decode(_bytes.AsSpan(_start, _end - _start));
                _start = _end;
                Number += line.IsEmpty ? 0 : 1;
                return !line.IsEmpty;
            }
        }
    }

    private void SkipRest()
    {
        while (true)
        {
            var found = _bytes.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (found >= 0)
            {
                _start += found + 1;
                return;
            }

            _start = _end;
            if (!Fill())
            {
                return;
            }
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_bytes, _start, _bytes, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        var read = stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        return read > 0;
    }

    // Nearly all lines are ASCII. Control characters become blanks here, once for all that is made of the line.
    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[bytes.Length - 1] == '\r')
        {
            bytes = bytes.Slice(0, bytes.Length - 1);
        }

        if (_chars.Length < bytes.Length)
        {
            _chars = new char[MaxLine];
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b >= 0x80)
            {
                return DecodeUtf8(bytes);
            }

            _chars[i] = b < ' ' ? ' ' : (char)b;
        }

        return _chars.AsSpan(0, bytes.Length);
    }

    private static ReadOnlySpan<char> DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.ToArray()).ToCharArray();
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = text[i] < ' ' ? ' ' : text[i];
        }

        return text;
    }
}
