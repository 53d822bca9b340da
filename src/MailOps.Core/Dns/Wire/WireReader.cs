using System;
using System.Buffers.Binary;

namespace MailOps.Dns;

/// <summary>
/// Reads the fields of a DNS message (RFC 1035 section 4.1) one after the other. A foreign packet is hostile: a read beyond the end or a
/// broken name fails the reader for good, and the caller asks once, at the end.
/// </summary>
internal ref struct WireReader
{
    // A name has 127 labels at most; more pointers than that only cost time.
    private const int MaxPointers = 127;

    private readonly ReadOnlySpan<byte> _message;

    // The last name read through a pointer: most records of an answer name the same owner.
    private int _knownOffset;
    private string? _knownName;

    public WireReader(ReadOnlySpan<byte> message)
    {
        _message = message;
        End = message.Length;
        _knownOffset = -1;
    }

    /// <summary>Where the next field starts.</summary>
    public int Position { get; private set; }

    /// <summary>Where the part being read ends: the message, or the data of one record.</summary>
    public int End { get; private set; }

    /// <summary>Whether everything so far was well-formed.</summary>
    public bool Failed { get; private set; }

    /// <summary>How many characters of names were made, for the bookkeeping of the cache.</summary>
    public int TextLength { get; private set; }

    public void Fail() => Failed = true;

    /// <summary>Tells the reader a name that it will meet again.</summary>
    public void Know(int offset, string name)
    {
        _knownOffset = offset;
        _knownName = name;
    }

    /// <summary>Limits reading to the next octets; the return value goes to <see cref="Leave"/>.</summary>
    public int Enter(int length)
    {
        var outer = End;
        if (length > End - Position)
        {
            Failed = true;
        }
        else
        {
            End = Position + length;
        }

        return outer;
    }

    /// <summary>Ends what <see cref="Enter"/> began; what was not read there is skipped.</summary>
    public void Leave(int outer)
    {
        Position = End;
        End = outer;
    }

    public byte ReadByte()
    {
        var octet = Take(1);
        return octet.IsEmpty ? (byte)0 : octet[0];
    }

    public ushort ReadUInt16()
    {
        var octets = Take(2);
        return octets.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(octets);
    }

    public uint ReadUInt32()
    {
        var octets = Take(4);
        return octets.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(octets);
    }

    /// <summary>The next octets, or none at all when there are fewer.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (Failed || count > End - Position)
        {
            Failed = true;
            return default;
        }

        var octets = _message.Slice(Position, count);
        Position += count;
        return octets;
    }

    /// <summary>Reads a name in normal form (see <see cref="DnsName"/>).</summary>
    public string ReadName()
    {
        var start = Position;
        if (!Failed && End - start >= 2 && (_message[start] & 0xC0) == 0xC0
            && BinaryPrimitives.ReadUInt16BigEndian(_message.Slice(start)) == (0xC000 | _knownOffset))
        {
            Position += 2;
            return _knownName!;
        }

        Span<char> text = stackalloc char[DnsName.MaxText];
        if (!TryReadName(text, out var length))
        {
            Failed = true;
            return DnsName.Root;
        }

        TextLength += length;
        var name = length == 0 ? DnsName.Root : text.Slice(0, length).ToString();
        if ((_message[start] & 0xC0) == 0xC0)
        {
            Know(((_message[start] & 0x3F) << 8) | _message[start + 1], name);
        }

        return name;
    }

    /// <summary>Skips a name without reading what a pointer points to.</summary>
    public void SkipName()
    {
        while (!Failed)
        {
            var length = ReadByte();
            if (length == 0 || Failed)
            {
                return;
            }

            if ((length & 0xC0) == 0xC0)
            {
                ReadByte();
                return;
            }

            if ((length & 0xC0) != 0)
            {
                Failed = true;
                return;
            }

            Take(length);
        }
    }

    // RFC 1035 section 4.1.4: a pointer leads to a prior occurrence. Each one must therefore lead further back than the one before, so
    // a loop cannot be written; and the name may have 255 octets, however it is spread.
    private bool TryReadName(scoped Span<char> text, out int length)
    {
        length = 0;
        if (Failed)
        {
            return false;
        }

        var position = Position;
        var end = End;
        var lowest = position;
        var octets = 1;
        var pointers = 0;
        while (position < end)
        {
            var size = _message[position++];
            if (size == 0)
            {
                Position = pointers == 0 ? position : Position;
                return true;
            }

            if ((size & 0xC0) == 0xC0)
            {
                if (position >= end)
                {
                    return false;
                }

                var target = ((size & 0x3F) << 8) | _message[position++];
                if (target >= lowest || pointers == MaxPointers)
                {
                    return false;
                }

                Position = pointers == 0 ? position : Position;
                pointers++;
                position = lowest = target;
                end = _message.Length;
                continue;
            }

            octets += size + 1;
            if ((size & 0xC0) != 0 || size > end - position || octets > DnsName.MaxWire)
            {
                return false;
            }

            if (length > 0)
            {
                text[length++] = '.';
            }

            length += DnsName.WriteLabel(_message.Slice(position, size), text.Slice(length));
            position += size;
        }

        return false;
    }
}
