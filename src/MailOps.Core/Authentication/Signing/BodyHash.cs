using System;
using System.Security.Cryptography;

namespace MailOps.Authentication.Signing;

/// <summary>The SHA-256 of a canonical body, or of its first octets (tag <c>l</c>).</summary>
internal sealed class BodyHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly long _limit;
    private byte[]? _result;

    public BodyHash(long limit) => _limit = limit;

    /// <summary>How long the canonical body is; at least what was hashed.</summary>
    public long CanonicalLength { get; private set; }

    /// <summary>Whether the limit is beyond the end of the body.</summary>
    public bool IsShort => _limit != long.MaxValue && CanonicalLength < _limit;

    /// <summary>Whether there is more than the limit.</summary>
    public bool HasMore => CanonicalLength > _limit;

    public byte[] Result => _result ??= _hash.GetHashAndReset();

    public void Append(byte[] data, int offset, int count)
    {
        var rest = _limit - CanonicalLength;
        if (rest > 0)
        {
            _hash.AppendData(data, offset, rest < count ? (int)rest : count);
        }

        CanonicalLength += count;
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        var rest = _limit - CanonicalLength;
        if (rest > 0)
        {
            _hash.AppendData(rest < data.Length ? data.Slice(0, (int)rest) : data);
        }

        CanonicalLength += data.Length;
    }

    public void Dispose() => _hash.Dispose();
}
