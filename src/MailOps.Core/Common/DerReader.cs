using System;

namespace MailOps;

/// <summary>
/// Reads the little of DER (ITU-T X.690) that keys and the extensions of certificates are made of. Lengths are checked, nothing is copied; depth is the
/// caller's: each <see cref="Enter"/> is one step that the caller's code spells out.
/// </summary>
internal ref struct DerReader
{
    public const byte Integer = 0x02;
    public const byte BitString = 0x03;
    public const byte OctetString = 0x04;
    public const byte Null = 0x05;
    public const byte ObjectIdentifier = 0x06;
    public const byte Ia5String = 0x16;
    public const byte Sequence = 0x30;

    private ReadOnlySpan<byte> _rest;

    public DerReader(ReadOnlySpan<byte> content) => _rest = content;

    /// <summary>Whether everything has been read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Whether the next element has this tag.</summary>
    public readonly bool IsNext(byte tag) => !_rest.IsEmpty && _rest[0] == tag;

    /// <summary>Takes the next element, which must have the given tag.</summary>
    public bool TryRead(byte tag, out ReadOnlySpan<byte> content)
    {
        content = default;
        return IsNext(tag) && TryRead(out _, out content);
    }

    /// <summary>Takes the next element, whatever it is.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="content">What is in it.</param>
    /// <returns>False at the end and where the rest is no element.</returns>
    public bool TryRead(out byte tag, out ReadOnlySpan<byte> content) => TryRead(out tag, out content, out _);

    /// <summary>The same, with the element whole, header included.</summary>
    public bool TryRead(out byte tag, out ReadOnlySpan<byte> content, out ReadOnlySpan<byte> element)
    {
        content = default;
        element = default;
        tag = 0;
        if (!TryMeasure(_rest, out var header, out var length))
        {
            return false;
        }

        tag = _rest[0];

        content = _rest.Slice(header, length);
        element = _rest.Slice(0, header + length);
        _rest = _rest.Slice(header + length);
        return true;
    }

    /// <summary>A reader for what is inside the next element; one at its end when that has another tag.</summary>
    public DerReader Enter(byte tag) => TryRead(tag, out var content) ? new DerReader(content) : default;

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

    // X.690 section 8.1.3: one octet up to 127, else the number of octets that follow; three hold more than any certificate has.
    private static bool TryMeasure(ReadOnlySpan<byte> rest, out int header, out int length)
    {
        header = 2;
        length = 0;
        if (rest.Length < 2)
        {
            return false;
        }

        length = rest[1];
        if (length >= 0x80)
        {
            var octets = length - 0x80;
            if (octets is 0 or > 3 || rest.Length < 2 + octets)
            {
                return false;
            }

            header += octets;
            length = 0;
            foreach (var octet in rest.Slice(2, octets))
            {
                length = (length << 8) | octet;
            }
        }

        return length <= rest.Length - header;
    }
}
