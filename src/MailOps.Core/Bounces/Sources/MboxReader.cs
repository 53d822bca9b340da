using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Bounces;

/// <summary>One mail out of a stream.</summary>
internal readonly record struct MboxMail(ReadOnlyMemory<byte> Content, bool IsMbox, bool IsCut);

/// <summary>
/// Cuts a stream into mails. A stream whose first line begins with "From " is an mbox: each further such line behind an empty line, with
/// a time in it, begins the next mail (RFC 4155 appendix A). Any other stream is one mail. Holds one mail in memory.
/// </summary>
internal sealed class MboxReader
{
    private const int BufferSize = 128 * 1024;

    private readonly Stream _stream;
    private readonly int _limit;
    private byte[] _mail = new byte[16 * 1024];
    private int _length;
    private bool _isCut;

    public MboxReader(Stream stream, int limit)
    {
        _stream = stream;
        _limit = Math.Max(1, limit);
    }

    public IEnumerable<MboxMail> ReadAll()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var filled = Fill(buffer, 0);
            var isMbox = StartsWithFrom(buffer.AsSpan(0, filled));
            if (!isMbox)
            {
                for (; filled > 0; filled = Fill(buffer, 0))
                {
                    Append(buffer.AsSpan(0, filled));
                }

                if (_length > 0)
                {
                    yield return Take(isMbox: false);
                }

                yield break;
            }

            var lineStart = true;
            var blankBefore = true;
            while (filled > 0)
            {
                var position = 0;
                while (position < filled)
                {
                    var rest = buffer.AsSpan(position, filled - position);
                    var end = rest.IndexOf((byte)'\n');
                    if (end < 0 && lineStart && rest.Length < 512 && position > 0)
                    {
                        break; // perhaps a From_ line that goes on in the next block
                    }

                    var line = end < 0 ? rest : rest.Slice(0, end + 1);
                    if (lineStart && blankBefore && _length > 0 && IsFromLine(line))
                    {
                        yield return Take(isMbox: true);
                        line = buffer.AsSpan(position, end < 0 ? filled - position : end + 1);
                    }

                    Append(line);
                    blankBefore = lineStart && line.Length <= 2 && line[0] is (byte)'\n' or (byte)'\r';
                    lineStart = end >= 0;
                    position += line.Length;
                }

                var kept = filled - position;
                Buffer.BlockCopy(buffer, position, buffer, 0, kept);
                var more = Fill(buffer, kept);
                if (more == 0 && kept > 0)
                {
                    if (lineStart && blankBefore && _length > 0 && IsFromLine(buffer.AsSpan(0, kept)))
                    {
                        yield return Take(isMbox: true);
                    }

                    Append(buffer.AsSpan(0, kept));
                    break;
                }

                filled = more == 0 ? 0 : kept + more;
            }

            if (_length > 0)
            {
                yield return Take(isMbox: true);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool StartsWithFrom(ReadOnlySpan<byte> text) => text.StartsWith("From "u8);

    // "From a@b Mon Mar  3 10:00:00 2025": a sentence that begins with "From" has no time of day.
    private static bool IsFromLine(ReadOnlySpan<byte> line)
    {
        if (!StartsWithFrom(line) || line.Length > 512)
        {
            return false;
        }

        for (var i = 7; i + 3 < line.Length; i++)
        {
            if (line[i] == ':' && IsDigit(line[i - 1]) && IsDigit(line[i - 2]) && IsDigit(line[i + 1]) && IsDigit(line[i + 2]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    private int Fill(byte[] buffer, int offset)
    {
        var total = 0;
        while (offset + total < buffer.Length)
        {
            var read = _stream.Read(buffer, offset + total, buffer.Length - offset - total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _limit)
        {
            bytes = bytes.Slice(0, _limit - _length);
            _isCut = true;
        }

        if (_length + bytes.Length > _mail.Length)
        {
            Array.Resize(ref _mail, (int)Math.Min(_limit, Math.Max(_mail.Length * 2L, _length + bytes.Length)));
        }

        bytes.CopyTo(_mail.AsSpan(_length));
        _length += bytes.Length;
    }

    private MboxMail Take(bool isMbox)
    {
        var mail = new MboxMail(_mail.AsSpan(0, _length).ToArray(), isMbox, _isCut);
        _length = 0;
        _isCut = false;
        return mail;
    }
}
