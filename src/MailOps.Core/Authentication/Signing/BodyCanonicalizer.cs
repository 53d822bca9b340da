using System;
using System.Collections.Generic;

namespace MailOps.Authentication.Signing;

/// <summary>
/// A body in the form that is signed (RFC 6376 sections 3.4.3 and 3.4.4), in one pass and constant memory, for all hashes that want this form. Bare line
/// feeds, as files on disk have them, stand for CRLF.
/// </summary>
internal sealed class BodyCanonicalizer
{
    // Short pieces are gathered before they are hashed; a hash wants large ones.
    private const int BufferSize = 16 * 1024;

    private readonly bool _isRelaxed;
    private readonly List<BodyHash> _hashes = [];
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _length;

    // What has been seen but not written: it depends on what follows.
    private long _lineEnds;
    private bool _hasSpace;
    private bool _hasReturn;
    private bool _hasContent;

    public BodyCanonicalizer(Canonicalization mode) => _isRelaxed = mode == Canonicalization.Relaxed;

    public void Add(BodyHash hash) => _hashes.Add(hash);

    public void Append(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            // With nothing pending but line ends, what is canonical already is taken whole.
            var clean = _hasSpace || _hasReturn ? 0 : CanonicalRun.Length(data, _isRelaxed);
            if (clean > 0)
            {
                AppendClean(data.Slice(0, clean));
                data = data.Slice(clean);
            }
            else
            {
                AppendOctet(data[0]);
                data = data.Slice(1);
            }
        }
    }

    /// <summary>Ends the body: a last line without a line end gets one, empty lines at the end fall away.</summary>
    public void Complete()
    {
        FlushReturn();

        // Of an empty body simple makes one line end, relaxed nothing.
        if (!_isRelaxed || _hasContent)
        {
            _lineEnds = 0;
            Put((byte)'\r');
            Put((byte)'\n');
        }

        FlushBuffer();
    }

    // The run ends where a line ends or in the middle of one, never between CR and LF.
    private void AppendClean(ReadOnlySpan<byte> run)
    {
        var end = run.Length;
        while (end >= 2 && run[end - 1] == '\n')
        {
            end -= 2;
        }

        if (end > 0)
        {
            FlushLineEnds();
            Put(run.Slice(0, end));
        }

        _lineEnds += (run.Length - end) / 2;
    }

    private void AppendOctet(byte c)
    {
        if (_hasReturn)
        {
            if (c != '\n')
            {
                FlushReturn();
            }

            _hasReturn = false;
        }

        switch (c)
        {
            case (byte)'\r':
                _hasReturn = true;
                break;
            case (byte)'\n':
                _hasSpace = false;
                _lineEnds++;
                break;
            case (byte)' ' or (byte)'\t' when _isRelaxed:
                _hasSpace = true;
                break;
            default:
                PutContent(c);
                break;
        }
    }

    // A carriage return that no line feed follows is a character like others.
    private void FlushReturn()
    {
        if (_hasReturn)
        {
            _hasReturn = false;
            PutContent((byte)'\r');
        }
    }

    private void PutContent(byte c)
    {
        FlushLineEnds();
        if (_hasSpace)
        {
            _hasSpace = false;
            Put((byte)' ');
        }

        Put(c);
    }

    private void FlushLineEnds()
    {
        _hasContent = true;
        for (; _lineEnds > 0; _lineEnds--)
        {
            Put((byte)'\r');
            Put((byte)'\n');
        }
    }

    private void Put(byte c)
    {
        if (_length == BufferSize)
        {
            FlushBuffer();
        }

        _buffer[_length++] = c;
    }

    private void Put(ReadOnlySpan<byte> data)
    {
        if (data.Length > BufferSize / 2)
        {
            FlushBuffer();
            foreach (var hash in _hashes)
            {
                hash.Append(data);
            }

            return;
        }

        if (_length + data.Length > BufferSize)
        {
            FlushBuffer();
        }

        data.CopyTo(_buffer.AsSpan(_length));
        _length += data.Length;
    }

    private void FlushBuffer()
    {
        if (_length > 0)
        {
            foreach (var hash in _hashes)
            {
                hash.Append(_buffer, 0, _length);
            }

            _length = 0;
        }
    }
}
