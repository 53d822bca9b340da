using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Authentication.Signing;

/// <summary>Reads a message from a stream: the header whole, the body piece by piece.</summary>
internal sealed class SignedMessageReader
{
    private const int PieceSize = 64 * 1024;

    private readonly Stream _stream;
    private readonly int _maxHeader;
    private byte[] _buffer = new byte[PieceSize];
    private int _length;
    private int _body;

    public SignedMessageReader(Stream stream, int maxHeader)
    {
        _stream = stream;
        _maxHeader = maxHeader;
    }

    /// <summary>The header, after <see cref="ReadHeaderAsync"/>.</summary>
    public SignedHeader Header { get; private set; } = SignedHeader.Read(default);

    /// <summary>Reads up to the empty line.</summary>
    /// <returns>False when it does not come within the limit.</returns>
    public async ValueTask<bool> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            if (_length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var count = await _stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            _length += count;
            _body = SignedHeader.FindBody(_buffer.AsSpan(0, _length), searched);
            if (_body >= 0 || count == 0)
            {
                break;
            }

            if (_length > _maxHeader)
            {
                return false;
            }

            // The empty line may begin in this piece and end in the next.
            searched = Math.Max(0, _length - 4);
        }

        _body = _body < 0 ? _length : _body;
        Header = SignedHeader.Read(_buffer.AsMemory(0, _body));
        return _body <= _maxHeader;
    }

    /// <summary>Reads the rest of the message into the hashes.</summary>
    public async ValueTask ReadBodyAsync(BodyHashes hashes, CancellationToken cancellationToken)
    {
        hashes.Append(_buffer.AsSpan(_body, _length - _body));

        // The header stays in its buffer, for its fields are slices of it.
        var piece = new byte[PieceSize];
        while (await _stream.ReadAsync(piece.AsMemory(), cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            hashes.Append(piece.AsSpan(0, count));
        }

        hashes.Complete();
    }
}
