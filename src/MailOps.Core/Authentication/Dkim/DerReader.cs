using System;

namespace MailOps.Authentication.Dkim;

/// <summary>Reads the little of DER (ITU-T X.690) that keys are made of. Lengths are checked; nothing is copied.</summary>
internal ref struct DerReader
{
    public const byte Integer = 0x02;
    public const byte BitString = 0x03;
    public const byte OctetString = 0x04;
    public const byte Null = 0x05;
    public const byte ObjectIdentifier = 0x06;
    public const byte Sequence = 0x30;

    private ReadOnlySpan<byte> _rest;

    public DerReader(ReadOnlySpan<byte> data) => _rest = data;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Whether the next element has this tag.</summary>
    public readonly bool IsNext(byte tag) => !_rest.IsEmpty && _rest[0] == tag;

    /// <summary>Takes the next element, which must have the given tag.</summary>
    public bool TryRead(byte tag, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (_rest.Length < 2 || _rest[0] != tag)
        {
            return false;
        }

        var length = (int)_rest[1];
        var start = 2;
        if (length >= 0x80)
        {
            var octets = length & 0x7F;
            if (octets is 0 or > 3 || _rest.Length < 2 + octets)
            {
                return false;
            }

            length = 0;
            for (; octets > 0; octets--)
            {
                length = (length << 8) | _rest[start++];
            }
        }

        if (length > _rest.Length - start)
        {
            return false;
        }

        content = _rest.Slice(start, length);
        _rest = _rest.Slice(start + length);
        return true;
    }

    /// <summary>Takes an integer that is not negative, without its leading zeros.</summary>
    public bool TryReadUnsigned(out byte[] value)
    {
        value = [];
        if (!TryRead(Integer, out var content) || content.IsEmpty || content[0] >= 0x80)
        {
            return false;
        }

        while (content.Length > 1 && content[0] == 0)
        {
            content = content.Slice(1);
        }

        value = content.ToArray();
        return true;
    }
}
