using System;

namespace MailOps.Authentication.Signing;

/// <summary>Octets that are written one after the other.</summary>
internal sealed class OctetBuffer
{
    private byte[] _octets;

    public OctetBuffer(int capacity = 1024) => _octets = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _octets.AsSpan(0, Length);

    public byte[] Array => _octets;

    public void Clear() => Length = 0;

    /// <summary>Takes back what was written last.</summary>
    public void Truncate(int length) => Length = length;

    public void Add(byte octet)
    {
        Reserve(1);
        _octets[Length++] = octet;
    }

    public void Add(ReadOnlySpan<byte> octets)
    {
        Reserve(octets.Length);
        octets.CopyTo(_octets.AsSpan(Length));
        Length += octets.Length;
    }

    public void AddLineEnd()
    {
        Add((byte)'\r');
        Add((byte)'\n');
    }

    /// <summary>Room for at least this many octets, to be filled by the caller.</summary>
    public Span<byte> Reserve(int count)
    {
        if (Length + count > _octets.Length)
        {
            System.Array.Resize(ref _octets, Math.Max(_octets.Length * 2, Length + count));
        }

        return _octets.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;
}
