using System;
using System.Buffers;
using System.Text;

namespace MailOps.Mime;

/// <summary>
/// Decodes encoded words (RFC 2047): <c>=?charset?B|Q?text?=</c>. White space between two of them vanishes (section 6.2). Neighbours of
/// one charset are decoded as one text, since many programs split a multibyte character over two words (which section 5 forbids).
/// Laxer: words of any length, spaces in the text, unencoded question marks, words right beside other text or inside quotes.
/// </summary>
internal ref struct EncodedWordReader
{
    // RFC 2047 section 2 allows 75; programs that do not split at all stay below this. It bounds the search for the end of a word.
    private const int MaxWordLength = 8192;
    private const int MaxCharsetLength = 64;

    private StringBuilder? _text;
    private byte[]? _pending;
    private int _pendingLength;
    private MimeCharset? _charset;
    private Base64Decoder _base64;

    public string Read(ReadOnlySpan<byte> value, ref MimeFaults faults)
    {
        try
        {
            return ReadAll(value, ref faults);
        }
        finally
        {
            if (_pending is not null)
            {
                ArrayPool<byte>.Shared.Return(_pending);
                _pending = null;
            }
        }
    }

    private string ReadAll(ReadOnlySpan<byte> value, ref MimeFaults faults)
    {
        var literalStart = 0;
        var position = 0;
        while (true)
        {
            var offset = value.Slice(position).IndexOf("=?"u8);
            if (offset < 0)
            {
                break;
            }

            var start = position + offset;
            if (!TryReadWord(value.Slice(start), out var word))
            {
                faults |= MimeFaults.EncodedWord;
                position = start + 2;
                continue;
            }

            var gap = value.Slice(literalStart, start - literalStart);
            if (_charset is null || LineEnds.Trim(gap).Length > 0)
            {
                Flush(ref faults);
                Append(HeaderText.Literal(gap, ref faults));
            }

            Add(word, ref faults);
            position = literalStart = start + word.Length;
        }

        Flush(ref faults);
        var rest = HeaderText.Literal(value.Slice(literalStart), ref faults);
        return _text is null ? rest : _text.Append(rest).ToString();
    }

    private void Add(Word word, ref MimeFaults faults)
    {
        var charset = MimeCharsets.Find(word.Charset);
        if (charset is null)
        {
            faults |= MimeFaults.EncodedWord;
            charset = MimeCharset.Guess;
        }

        if (_charset is not null && !ReferenceEquals(_charset, charset))
        {
            Flush(ref faults);
        }

        _charset = charset;
        Reserve(word.Text.Length + 6);
        if (word.IsBase64)
        {
            // A text that was cut into words after it had been encoded goes on inside a group of four characters.
            _pendingLength += _base64.Decode(word.Text, _pending.AsSpan(_pendingLength));
        }
        else
        {
            _pendingLength += FinishBase64(ref faults);
            _pendingLength += DecodeQ(word.Text, _pending.AsSpan(_pendingLength), ref faults);
        }
    }

    private int FinishBase64(ref MimeFaults faults)
    {
        var written = _base64.Finish(_pending.AsSpan(_pendingLength));
        if (_base64.IsBroken)
        {
            faults |= MimeFaults.EncodedWord;
        }

        _base64.Reset();
        return written;
    }

    private void Flush(ref MimeFaults faults)
    {
        if (_charset is null)
        {
            return;
        }

        _pendingLength += FinishBase64(ref faults);
        var ignored = MimeFaults.None;
        var text = _charset.Decode(_pending.AsSpan(0, _pendingLength), ref ignored);
        if ((ignored & MimeFaults.WrongCharset) != 0)
        {
            faults |= MimeFaults.EncodedWord;
        }

        Append(HeaderText.WithoutControls(text, ref faults));
        _charset = null;
        _pendingLength = 0;
    }

    private void Append(string text) => (_text ??= new StringBuilder()).Append(text);

    private void Reserve(int more)
    {
        if (_pending is null)
        {
            _pending = ArrayPool<byte>.Shared.Rent(Math.Max(256, more));
        }
        else if (_pending.Length - _pendingLength < more)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_pending.Length * 2, _pendingLength + more));
            _pending.AsSpan(0, _pendingLength).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_pending);
            _pending = larger;
        }
    }

    private static int DecodeQ(ReadOnlySpan<byte> text, Span<byte> output, ref MimeFaults faults)
    {
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == (byte)'=')
            {
                var high = i + 2 < text.Length ? AsciiText.Hex(text[i + 1]) : -1;
                var low = high >= 0 ? AsciiText.Hex(text[i + 2]) : -1;
                if (low >= 0)
                {
                    b = (byte)((high << 4) | low);
                    i += 2;
                }
                else
                {
                    faults |= MimeFaults.EncodedWord;
                }
            }
            else if (b == (byte)'_')
            {
                b = (byte)' ';
            }

            output[written++] = b;
        }

        return written;
    }

    private static bool TryReadWord(ReadOnlySpan<byte> value, out Word word)
    {
        word = default;
        var charsetLength = value.Slice(2, Math.Min(MaxCharsetLength, value.Length - 2)).IndexOf((byte)'?');
        var encodingAt = charsetLength + 3;
        if (charsetLength < 1 || encodingAt + 2 > value.Length || value[encodingAt + 1] != (byte)'?')
        {
            return false;
        }

        var encoding = value[encodingAt] | 0x20;
        if (encoding is not ('b' or 'q'))
        {
            return false;
        }

        var charset = value.Slice(2, charsetLength);
        if (charset.IndexOfAny((byte)' ', (byte)'\t') >= 0)
        {
            return false;
        }

        // RFC 2231 section 5: a language may follow.
        var star = charset.IndexOf((byte)'*');
        if (star > 0)
        {
            charset = charset.Slice(0, star);
        }

        var text = value.Slice(encodingAt + 2, Math.Min(MaxWordLength, value.Length - encodingAt - 2));
        var length = FindEnd(text, encoding == 'q');
        if (length < 0)
        {
            return false;
        }

        word = new Word(charset, encoding == 'b', text.Slice(0, length), encodingAt + 2 + length + 2);
        return true;
    }

    // The length of the text before "?="; -1 when another word begins first.
    private static int FindEnd(ReadOnlySpan<byte> text, bool isQ)
    {
        var end = 0;
        while (true)
        {
            var offset = text.Slice(end).IndexOf((byte)'?');
            if (offset < 0)
            {
                return -1;
            }

            end += offset;
            if (end + 1 < text.Length && text[end + 1] == (byte)'=')
            {
                break;
            }

            if (end > 0 && text[end - 1] == (byte)'=')
            {
                return -1;
            }

            end++;
        }

        // "=?utf-8?Q?what?=20now?=": the question mark was not encoded. In good mail white space or the end follows a word.
        var candidate = end;
        while (isQ && candidate + 3 < text.Length && AsciiText.Hex(text[candidate + 2]) >= 0 && AsciiText.Hex(text[candidate + 3]) >= 0)
        {
            var behind = text.Slice(candidate + 2);
            var next = behind.IndexOf("?="u8);
            if (next < 0 || behind.Slice(0, next).IndexOfAny((byte)' ', (byte)'\t') >= 0 || behind.Slice(0, next).IndexOf("=?"u8) >= 0)
            {
                return end;
            }

            candidate += 2 + next;
        }

        return candidate;
    }

    private readonly ref struct Word(ReadOnlySpan<byte> charset, bool isBase64, ReadOnlySpan<byte> text, int length)
    {
        public ReadOnlySpan<byte> Charset { get; } = charset;

        public bool IsBase64 { get; } = isBase64;

        public ReadOnlySpan<byte> Text { get; } = text;

        public int Length { get; } = length;
    }
}
