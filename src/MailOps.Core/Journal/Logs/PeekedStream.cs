using System;
using System.IO;

namespace MailOps.Journal;

/// <summary>A stream whose beginning can be looked at before it is read, also where it cannot seek.</summary>
internal sealed class PeekedStream(Stream inner) : ForwardStream
{
    private const int HeadSize = 1024;

    private byte[] _head = [];
    private int _position;

    public byte[] Peek()
    {
        var head = new byte[HeadSize];
        var length = 0;
        int read;
        while (length < head.Length && (read = inner.Read(head, length, head.Length - length)) > 0)
        {
            length += read;
        }

        _head = head.AsSpan(0, length).ToArray();
        return _head;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_position == _head.Length)
        {
            return inner.Read(buffer, offset, count);
        }

        var length = Math.Min(count, _head.Length - _position);
        Buffer.BlockCopy(_head, _position, buffer, offset, length);
        _position += length;
        return length;
    }
}

/// <summary>A stream that ends where it is damaged and says so, and whose other faults name the file.</summary>
internal sealed class GuardedStream(Stream inner, string name) : ForwardStream
{
    public bool IsDamaged { get; private set; }

    public bool TryPeek(PeekedStream stream, out byte[] head)
    {
        head = [];
        try
        {
            head = stream.Peek();
        }
        catch (InvalidDataException)
        {
            IsDamaged = true;
        }

        return !IsDamaged;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return IsDamaged ? 0 : inner.Read(buffer, offset, count);
        }
        catch (InvalidDataException)
        {
            IsDamaged = true;
            return 0;
        }
        catch (IOException e)
        {
            throw MailServerLog.Unreadable(name, e);
        }
    }
}
