using System;

namespace MailOps;

/// <summary>
/// Walks over the elements of DER (X.690), as in the extensions of certificates. Malformed input ends the walk; depth is the caller's: each
/// <see cref="Enter"/> is one step that the caller's code spells out.
/// </summary>
internal ref struct DerReader
{
    public const byte Boolean = 0x01;
    public const byte OctetString = 0x04;
    public const byte ObjectIdentifier = 0x06;
    public const byte Ia5String = 0x16;
    public const byte Sequence = 0x30;

    private ReadOnlySpan<byte> _rest;

    public DerReader(ReadOnlySpan<byte> content) => _rest = content;

    /// <summary>Whether everything has been read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The tag of the next element; 0 at the end.</summary>
    public readonly byte NextTag => _rest.IsEmpty ? (byte)0 : _rest[0];

    /// <summary>Takes the next element.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="content">What is in it.</param>
    /// <returns>False at the end and where the rest is no element.</returns>
    public bool TryRead(out byte tag, out ReadOnlySpan<byte> content) => TryRead(out tag, out content, out _);

    /// <summary>The same, with the element whole, header included.</summary>
    public bool TryRead(out byte tag, out ReadOnlySpan<byte> content, out ReadOnlySpan<byte> element)
    {
        content = default;
        element = default;
        tag = NextTag;
        if (!TryMeasure(_rest, out var header, out var length))
        {
            _rest = default;
            return false;
        }

        content = _rest.Slice(header, length);
        element = _rest.Slice(0, header + length);
        _rest = _rest.Slice(header + length);
        return true;
    }

    /// <summary>A reader for what is inside the next element of a tag; one at its end when the next element is another.</summary>
    public DerReader Enter(byte wanted) => TryRead(out var tag, out var content) && tag == wanted ? new DerReader(content) : default;

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
