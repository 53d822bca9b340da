using System;
using System.IO;

namespace MailOps.Mime;

/// <summary>Reads an mbox from a stream through one buffer that grows up to the largest message.</summary>
internal sealed class MboxSplitter(Stream stream, int maxMessageBytes)
{
    private const int InitialSize = 256 * 1024;

    // What of passed bytes is kept to tell whether the line before a From_ line is empty: two line ends.
    private const int Lookbehind = 6;

    private byte[] _buffer = new byte[InitialSize];
    private int _start;
    private int _end;
    private long _offset;
    private bool _isStreamRead;
    private bool _isMbox;
    private bool _isStarted;

    // The bytes read and not dealt with; _offset is the place of the first one in the stream.
    private ReadOnlySpan<byte> Known => _buffer.AsSpan(_start, _end - _start);

    public MboxMessage? ReadNext()
    {
        if (!_isStarted)
        {
            Start();
        }

        if (_isStreamRead && _start == _end)
        {
            return null;
        }

        // The From_ line is known as a whole: that is how it was told from others.
        var body = 0;
        if (_isMbox)
        {
            LineEnds.Find(Known, 0, out body);
        }

        var search = body;
        while (true)
        {
            if (_isMbox && FromLine.TryFind(Known, body, search, _isStreamRead, out search))
            {
                return Take(body, FromLine.EndOfMessage(Known, body, search), search);
            }

            if (_isStreamRead)
            {
                return Take(body, Known.Length, Known.Length);
            }

            if (Known.Length - body > (long)maxMessageBytes + FromLine.Window)
            {
                return TakeBeginning(body, search);
            }

            Fill();
        }
    }

    private void Start()
    {
        _isStarted = true;
        while (!_isStreamRead && Known.Length < FromLine.Window)
        {
            Fill();
        }

        var preface = FromLine.SkipPreface(Known);
        _isMbox = FromLine.BeginsAt(Known, preface);
        if (_isMbox)
        {
            Drop(preface);
        }
    }

    // The whole message is known. A large one takes the buffer with it, so that it is never there twice.
    private MboxMessage Take(int body, int end, int next)
    {
        var begin = _offset;
        var length = Math.Min(end - body, maxMessageBytes);
        ReadOnlyMemory<byte> content;
        if (length > _buffer.Length / 2)
        {
            content = _buffer.AsMemory(_start + body, length);
            Drop(next);
            Move(new byte[Math.Max(InitialSize, Known.Length)]);
        }
        else
        {
            content = Known.Slice(body, length).ToArray();
            Drop(next);
        }

        return new MboxMessage { Content = content, Offset = begin, IsMbox = _isMbox, IsTruncated = length < end - body };
    }

    // The message is too long: its beginning is kept, the rest passed over up to the next From_ line.
    private MboxMessage TakeBeginning(int body, int search)
    {
        var message = new MboxMessage
        {
            Content = _buffer.AsMemory(_start + body, maxMessageBytes),
            Offset = _offset,
            IsMbox = _isMbox,
            IsTruncated = true,
        };
        if (!_isMbox)
        {
            _isStreamRead = true;
            Drop(Known.Length);
            return message;
        }

        Pass(ref search);
        Move(new byte[Math.Max(InitialSize, Known.Length)]);
        while (true)
        {
            Pass(ref search);
            Fill();
            if (FromLine.TryFind(Known, start: -1, search, _isStreamRead, out search) || _isStreamRead)
            {
                Drop(search);
                return message;
            }
        }
    }

    private void Pass(ref int search)
    {
        var passed = Math.Max(0, search - Lookbehind);
        Drop(passed);
        search -= passed;
    }

    private void Drop(int length)
    {
        _start += length;
        _offset += length;
    }

    private void Fill()
    {
        if (_end == _buffer.Length)
        {
            // Half a buffer of free space is worth moving for; less means that the message needs a larger one.
            Move(Known.Length > _buffer.Length / 2 ? new byte[LargerSize()] : _buffer);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isStreamRead = read == 0;
    }

    // Twice the size, but no more than the longest message and what must be seen behind it.
    private long LargerSize()
    {
        var enough = (long)maxMessageBytes + InitialSize;
        return _buffer.Length < enough ? Math.Min(_buffer.Length * 2L, enough) : _buffer.Length + InitialSize;
    }

    private void Move(byte[] target)
    {
        var length = Known.Length;
        Known.CopyTo(target);
        _buffer = target;
        _start = 0;
        _end = length;
    }
}
