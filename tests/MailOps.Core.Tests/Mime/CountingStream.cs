using System;
using System.IO;

namespace MailOps.Tests.Mime;

/// <summary>A source of zeros and a target that only counts, so that a test sees how data flows without holding it.</summary>
internal sealed class CountingStream(long length) : Stream
{
    private long _position;

    public long Written { get; private set; }

    public int LargestWrite { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, length - _position);
        Array.Clear(buffer, offset, read);
        _position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Written += count;
        LargestWrite = Math.Max(LargestWrite, count);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
