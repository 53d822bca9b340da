using System;
using System.IO;

namespace MailOps.Benchmarks;

/// <summary>A large message that nobody keeps: a beginning, then one piece again and again.</summary>
internal sealed class RepeatedStream(byte[] beginning, byte[] piece, long length) : Stream
{
    private readonly long _length = beginning.Length + (length / piece.Length * piece.Length);
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var source = _position < beginning.Length ? beginning.AsSpan((int)_position) : piece.AsSpan((int)((_position - beginning.Length) % piece.Length));
        count = (int)Math.Min(Math.Min(count, source.Length), _length - _position);
        source[..count].CopyTo(buffer.AsSpan(offset));
        _position += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
