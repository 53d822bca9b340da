using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MailOps.Platform;

/// <summary>
/// Recognises the addresses that lists consist of, short and plain ASCII, 32 characters at a time: each class of characters becomes a
/// bit mask over the text, and the grammar a few operations on masks. Whatever it does not recognise takes the scanner, and so does
/// everything on processors without AVX2.
/// </summary>
internal static class PlainAddress
{
    private const int MinLength = 9;

    // Above, a mask would not hold the bit after the last character; and no label can be too long below.
    private const int MaxLength = 63;

    // For each low half of a character, the high halves (one bit each) with which it belongs to the class.
    private static readonly Vector256<byte> AtomOf = TableOf("!#$%&'*+-/=?^_`{|}~");
    private static readonly Vector256<byte> LetterOf = TableOf("");

    // For each high half of an ASCII character, its bit.
    private static readonly Vector256<byte> BitOf = Both(Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0));

    // Moves the bytes of a vector to its beginning, by as many places as one begins to read later; an index with the high bit gives zero.
    private static ReadOnlySpan<byte> Moves =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    ];

    /// <summary>Whether the text is surely a valid address: a dot-string, an <c>@</c>, a domain in ASCII.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="at">The index of the <c>@</c>.</param>
    /// <param name="hasUpperDomain">Whether the domain holds capitals.</param>
    /// <returns>False also for valid addresses of other forms.</returns>
    public static bool TryScan(ReadOnlySpan<char> text, out int at, out bool hasUpperDomain)
    {
        at = 0;
        hasUpperDomain = false;
        var length = text.Length;
        if (!Avx2.IsSupported || length is < MinLength or > MaxLength)
        {
            return false;
        }

        ref var start = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        Masks masks;
        if (length <= Vector256<byte>.Count)
        {
            if (!TryLoad(ref start, length, out var chars))
            {
                return false;
            }

            masks = Classify(chars);
        }
        else
        {
            // The last 32 characters overlap the first: the same characters give the same bits.
            var last = length - Vector256<byte>.Count;
            if (!TryLoad(ref start, Vector256<byte>.Count, out var chars)
                || !TryLoad(ref Unsafe.Add(ref start, last), Vector256<byte>.Count, out var end))
            {
                return false;
            }

            var (first, second) = (Classify(chars), Classify(end));
            masks = new Masks(
                first.Atom | (second.Atom << last), first.Letter | (second.Letter << last), first.Upper | (second.Upper << last),
                first.Hyphen | (second.Hyphen << last), first.Dot | (second.Dot << last), first.At | (second.At << last));
        }

        var all = (1UL << length) - 1;
        var domain = all & ~(masks.At | (masks.At - 1));
        var breaks = masks.At | masks.Dot;
        var domainBreaks = (masks.Dot & domain) | masks.At;
        at = BitOperations.TrailingZeroCount(masks.At);
        hasUpperDomain = (masks.Upper & domain) != 0;
        return (masks.Atom | breaks) == all
            && BitOperations.IsPow2(masks.At)
            && (((breaks << 1) | 1) & breaks) == 0                      // no empty atom, no empty label
            && (domain & ~(masks.Letter | masks.Hyphen | masks.Dot)) == 0
            && ((domainBreaks << 1) & ~masks.Letter) == 0               // each label begins with a letter or digit
            && ((domainBreaks >> 1) & domain & masks.Hyphen) == 0       // and ends with one,
            && (masks.Letter & (1UL << (length - 1))) != 0;             // the last one too
    }

    // 9 to 32 characters as bytes, zero after the last one; false when one is not ASCII. Nothing beyond the text may be read, so its last
    // characters are read together with some before them, and moved to their place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryLoad(ref ushort start, int length, out Vector256<byte> chars)
    {
        if (length < 16)
        {
            var first = Vector128.LoadUnsafe(ref start);
            var last = Vector128.LoadUnsafe(ref start, (nuint)(length - 8));
            var both = Vector128.Narrow(first, last).AsUInt64();
            chars = Vector256.Create(Vector128.Create(both.ToScalar(), both.GetElement(1) >> (8 * (16 - length))).AsByte(), default);
            return ((first | last) & Vector128.Create((ushort)0xFF80)) == Vector128<ushort>.Zero;
        }

        var low = Vector256.LoadUnsafe(ref start);
        var high = Vector256.LoadUnsafe(ref start, (nuint)(length - 16));
        var move = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Moves), (nuint)(32 - length));
        var narrow = Vector256.Narrow(low, high);
        chars = Vector256.Create(narrow.GetLower(), Ssse3.Shuffle(narrow.GetUpper(), move));
        return ((low | high) & Vector256.Create((ushort)0xFF80)) == Vector256<ushort>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Masks Classify(Vector256<byte> chars)
    {
        var lowHalf = chars & Vector256.Create((byte)0x0F);
        var bit = Avx2.Shuffle(BitOf, Vector256.ShiftRightLogical(chars.AsUInt16(), 4).AsByte() & Vector256.Create((byte)0x0F));
        var isLetter = Vector256.Equals(Avx2.Shuffle(LetterOf, lowHalf) & bit, bit);
        var isUpper = isLetter & Vector256.Equals(chars & Vector256.Create((byte)0x60), Vector256.Create((byte)0x40));
        return new Masks(
            Bits(Vector256.Equals(Avx2.Shuffle(AtomOf, lowHalf) & bit, bit)),
            Bits(isLetter),
            Bits(isUpper),
            Bits(Vector256.Equals(chars, Vector256.Create((byte)'-'))),
            Bits(Vector256.Equals(chars, Vector256.Create((byte)'.'))),
            Bits(Vector256.Equals(chars, Vector256.Create((byte)'@'))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> matches) => matches.ExtractMostSignificantBits();

    private static Vector256<byte> TableOf(string others)
    {
        Span<byte> table = stackalloc byte[16];
        for (var c = '\0'; c < 0x80; c++)
        {
            if (char.IsAsciiLetterOrDigit(c) || others.Contains(c))
            {
                table[c & 0x0F] |= (byte)(1 << (c >> 4));
            }
        }

        return Both(Vector128.Create<byte>(table));
    }

    // The processor looks up each half of a vector in the same half of the table.
    private static Vector256<byte> Both(Vector128<byte> half) => Vector256.Create(half, half);

    // One bit for each character.
    private readonly struct Masks(ulong atom, ulong letter, ulong upper, ulong hyphen, ulong dot, ulong at)
    {
        public readonly ulong Atom = atom;
        public readonly ulong Letter = letter;
        public readonly ulong Upper = upper;
        public readonly ulong Hyphen = hyphen;
        public readonly ulong Dot = dot;
        public readonly ulong At = at;
    }
}
