using System;
using System.Buffers;
using System.IO;
using System.Text;

namespace MailOps.Mime;

/// <summary>Bytes on their way into a stream, gathered so that the stream sees few and large writes.</summary>
internal sealed class MimeOutput : IDisposable
{
    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _used;

    public MimeOutput(Stream stream) => _stream = stream;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var room = Room(1);
            var length = Math.Min(room.Length, bytes.Length);
            bytes.Slice(0, length).CopyTo(room);
            Advance(length);
            bytes = bytes.Slice(length);
        }
    }

    /// <summary>Writes text as UTF-8, which ASCII text is.</summary>
    public void Write(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(4096, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }

            Advance(Encoding.UTF8.GetBytes(text.AsSpan(start, length), Room(length * 3)));
            start += length;
        }
    }

    public void WriteLine(string text = "")
    {
        Write(text);
        Write("\r\n"u8);
    }

    /// <summary>Free space of at least so many bytes, up to 16 KiB; <see cref="Advance"/> tells how much was used.</summary>
    public Span<byte> Room(int length)
    {
        if (_buffer.Length - _used < length)
        {
            Flush();
        }

        return _buffer.AsSpan(_used);
    }

    public void Advance(int length) => _used += length;

    public void Flush()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
