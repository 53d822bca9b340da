using System;
using System.IO;
using System.Text;
using MailOps.Mime;

namespace MailOps.Reports;

/// <summary>
/// The characters of an XML document from its octets, in the encoding that they show or declare, and mended where that needs no guess: an encoding that
/// is declared but not used, octets that are none of UTF-8, control characters (XML 1.0 section 2.2), and an ampersand that begins no reference
/// (section 2.4), as many reports have them. <see cref="Repairs"/> says what was found.
/// </summary>
internal sealed class XmlText(Stream content) : TextReader
{
    private const int OctetCount = 16384;
    private const int HeadLength = 256;

    // How much before an ampersand is kept, to see whether it stands in a CDATA section, and how much behind it, to see whether it begins a reference.
    private const int History = 1024;
    private const int LongestReference = 12;

    private const string Escaped = "amp;";

    private readonly byte[] _octets = new byte[OctetCount];
    private readonly char[] _chars = new char[History + OctetCount + LongestReference];
    private Decoder? _decoder;
    private int _start;
    private int _end;
    private int _owed;
    private bool _isOver;

    public XmlRepairs Repairs { get; private set; }

    public override int Peek()
    {
        if (_owed > 0)
        {
            return Escaped[Escaped.Length - _owed];
        }

        return Fill() ? Clean(_chars[_start]) : -1;
    }

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count)
    {
        var written = 0;
        while (written < count)
        {
            if (_owed > 0)
            {
                buffer[index + written++] = Escaped[Escaped.Length - _owed--];
            }
            else if (_start < _end || (written == 0 && Fill()))
            {
                written += Copy(buffer.AsSpan(index + written, count - written));
            }
            else
            {
                break;
            }
        }

        return written;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsPlain(char c) => c is >= ' ' and not '&' and < '\uFFFD';

    // Up to the next ampersand, and that with what it owes.
    private int Copy(Span<char> target)
    {
        var source = _chars.AsSpan(_start, Math.Min(_end - _start, target.Length));
        var i = 0;
        for (; i < source.Length; i++)
        {
            var c = source[i];
            if (IsPlain(c))
            {
                target[i] = c;
            }
            else if (c != '&')
            {
                target[i] = Clean(c);
            }
            else
            {
                target[i++] = c;
                _start += i;
                if (IsBareAmpersand())
                {
                    Repairs |= XmlRepairs.Ampersand;
                    _owed = Escaped.Length;
                }

                return i;
            }
        }

        _start += i;
        return i;
    }

    private char Clean(char c)
    {
        if (c is (< ' ' and not ('\t' or '\n' or '\r')) or '\uFFFE' or '\uFFFF')
        {
            Repairs |= XmlRepairs.Controls;
            return ' ';
        }

        if (c == '\uFFFD')
        {
            Repairs |= XmlRepairs.Octets;
        }

        return c;
    }

    // The character before _start is an ampersand.
    private bool IsBareAmpersand()
    {
        Fill(LongestReference);
        var rest = _chars.AsSpan(_start, Math.Min(_end - _start, LongestReference));
        var end = rest.IndexOf(';');
        if (end > 0)
        {
            var isName = true;
            foreach (var c in rest.Slice(0, end))
            {
                isName &= c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '#';
            }

            if (isName)
            {
                return false;
            }
        }

        var before = _chars.AsSpan(0, _start);
        return before.LastIndexOf("<![CDATA[".AsSpan()) <= before.LastIndexOf("]]>".AsSpan());
    }

    private bool Fill(int needed = 1)
    {
        while (_end - _start < needed && !_isOver)
        {
            var kept = Math.Min(_start, History);
            _chars.AsSpan(_start - kept, _end - _start + kept).CopyTo(_chars);
            (_start, _end) = (kept, kept + _end - _start);
            var length = content.Read(_octets, 0, Math.Min(OctetCount, _chars.Length - _end - 1));
            _isOver = length == 0;
            if (_decoder is null)
            {
                Begin(ref length);
            }
            else
            {
                _end += _decoder.GetChars(_octets, 0, length, _chars, _end, _isOver);
            }
        }

        return _end > _start;
    }

    // The first octets decide: a byte order mark, the zeros of UTF-16, or what the declaration says (XML 1.0 appendix F).
    private void Begin(ref int length)
    {
        int read;
        while (length < HeadLength && (read = content.Read(_octets, length, HeadLength - length)) > 0)
        {
            length += read;
        }

        var octets = _octets.AsSpan(0, length);
        var encoding = octets is [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] ? Encoding.Unicode
            : octets is [0xFE, 0xFF, ..] or [0, (byte)'<', ..] ? Encoding.BigEndianUnicode
            : Declared(octets);
        _decoder = encoding.GetDecoder();
        _end += _decoder.GetChars(_octets, 0, length, _chars, _end, flush: false);

        // Nothing may stand before an XML declaration, but some put line ends or a second mark there.
        while (_start < _end && _chars[_start] is '\uFEFF' or ' ' or '\t' or '\r' or '\n')
        {
            _start++;
        }
    }

    // What takes more than one octet for ASCII cannot be true: the declaration itself was read as ASCII.
    private static Encoding Declared(ReadOnlySpan<byte> octets)
    {
        var head = AsciiText.Latin1(octets.Slice(0, Math.Min(octets.Length, HeadLength)));
        var end = head.IndexOf("?>", StringComparison.Ordinal);
        var start = end < 0 ? -1 : head.IndexOf("encoding", 0, end, StringComparison.Ordinal);
        if (start < 0)
        {
            return Encoding.UTF8;
        }

        var value = head.Substring(start, end - start).Split('"', '\'');
        return value.Length > 1 && MimeCharsets.Find(value[1])?.Encoding is { } encoding && encoding.GetByteCount("<") == 1 && encoding.CodePage != Encoding.ASCII.CodePage
            ? encoding
            : Encoding.UTF8;
    }
}
