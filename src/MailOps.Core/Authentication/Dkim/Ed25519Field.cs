using System;

namespace MailOps.Authentication.Dkim;

/// <summary>
/// Numbers modulo 2^255 - 19 (RFC 8032 section 5.1), for verification only: nothing here hides how long it takes. Ten limbs of 26 and 25 bits in turn,
/// so that a product of two and its sums fit into 64 bits.
/// </summary>
internal static class Ed25519Field
{
    public const int Limbs = 10;

    public static long[] Zero() => new long[Limbs];

    public static long[] One() => Small(1);

    public static long[] Small(int value)
    {
        var result = new long[Limbs];
        result[0] = value;
        return result;
    }

    /// <summary>Reads 32 octets, the lowest first; the highest bit is not part of the number.</summary>
    public static long[] Read(ReadOnlySpan<byte> octets)
    {
        var result = new long[Limbs];
        for (var i = 0; i < Limbs; i++)
        {
            var bit = BitOf(i);
            var value = 0L;
            for (var k = 0; k < 5 && (bit / 8) + k < 32; k++)
            {
                value |= (long)octets[(bit / 8) + k] << (8 * k);
            }

            result[i] = (value >> (bit % 8)) & ((1L << Width(i)) - 1);
        }

        return result;
    }

    /// <summary>Writes the number in its one canonical form.</summary>
    public static byte[] Write(long[] value)
    {
        var limbs = (long[])value.Clone();
        Carry(limbs);
        Carry(limbs);

        // Adding 19 carries out of the top exactly when the number is not below the modulus.
        var carry = 19L;
        for (var i = 0; i < Limbs; i++)
        {
            carry = (limbs[i] + carry) >> Width(i);
        }

        limbs[0] += 19 * carry;
        for (var i = 0; i < Limbs; i++)
        {
            carry = limbs[i] >> Width(i);
            limbs[i] -= carry << Width(i);
            if (i + 1 < Limbs)
            {
                limbs[i + 1] += carry;
            }
        }

        var octets = new byte[32];
        for (var i = 0; i < Limbs; i++)
        {
            var bit = BitOf(i);
            var shifted = limbs[i] << (bit % 8);
            for (var k = 0; k < 5 && (bit / 8) + k < 32; k++)
            {
                octets[(bit / 8) + k] |= (byte)(shifted >> (8 * k));
            }
        }

        return octets;
    }

    public static long[] Add(long[] left, long[] right)
    {
        var result = new long[Limbs];
        for (var i = 0; i < Limbs; i++)
        {
            result[i] = left[i] + right[i];
        }

        Carry(result);
        return result;
    }

    public static long[] Subtract(long[] left, long[] right)
    {
        var result = new long[Limbs];
        for (var i = 0; i < Limbs; i++)
        {
            result[i] = left[i] - right[i];
        }

        Carry(result);
        return result;
    }

    public static long[] Multiply(long[] left, long[] right)
    {
        Span<long> sums = stackalloc long[Limbs];
        sums.Clear();
        for (var i = 0; i < Limbs; i++)
        {
            for (var j = 0; j < Limbs; j++)
            {
                // Two odd limbs stand half a bit too low each; what goes beyond the top comes back times 19.
                var product = left[i] * right[j];
                product = (i & j & 1) != 0 ? product * 2 : product;
                if (i + j < Limbs)
                {
                    sums[i + j] += product;
                }
                else
                {
                    sums[i + j - Limbs] += product * 19;
                }
            }
        }

        var result = sums.ToArray();
        Carry(result);
        Carry(result);
        return result;
    }

    public static long[] Square(long[] value) => Multiply(value, value);

    public static long[] Negate(long[] value) => Subtract(Zero(), value);

    public static bool IsEqual(long[] left, long[] right) => Write(left).AsSpan().SequenceEqual(Write(right));

    public static bool IsZero(long[] value) => IsEqual(value, Zero());

    /// <summary>The lowest bit of the canonical form: the sign of x (RFC 8032 section 5.1.2).</summary>
    public static int Parity(long[] value) => Write(value)[0] & 1;

    /// <summary>value^(p - 2), the inverse.</summary>
    public static long[] Invert(long[] value)
    {
        // p - 2 = 2^255 - 21 = (2^250 - 1) * 2^5 + 11
        var (ones, power11) = PowerOf250Ones(value);
        return Multiply(SquareTimes(ones, 5), power11);
    }

    /// <summary>value^((p - 5) / 8), the core of the square root (RFC 8032 section 5.1.3).</summary>
    public static long[] PowerForRoot(long[] value)
    {
        // (p - 5) / 8 = 2^252 - 3 = (2^250 - 1) * 2^2 + 1
        var (ones, _) = PowerOf250Ones(value);
        return Multiply(SquareTimes(ones, 2), value);
    }

    // value^(2^250 - 1) and value^11
    private static (long[] Ones, long[] Power11) PowerOf250Ones(long[] value)
    {
        var power2 = Square(value);
        var power9 = Multiply(value, SquareTimes(power2, 2));
        var power11 = Multiply(power9, power2);
        var ones5 = Multiply(Square(power11), power9);
        var ones10 = Multiply(SquareTimes(ones5, 5), ones5);
        var ones20 = Multiply(SquareTimes(ones10, 10), ones10);
        var ones40 = Multiply(SquareTimes(ones20, 20), ones20);
        var ones50 = Multiply(SquareTimes(ones40, 10), ones10);
        var ones100 = Multiply(SquareTimes(ones50, 50), ones50);
        var ones200 = Multiply(SquareTimes(ones100, 100), ones100);
        return (Multiply(SquareTimes(ones200, 50), ones50), power11);
    }

    private static long[] SquareTimes(long[] value, int times)
    {
        for (; times > 0; times--)
        {
            value = Square(value);
        }

        return value;
    }

    private static void Carry(long[] limbs)
    {
        for (var i = 0; i < Limbs; i++)
        {
            var carry = limbs[i] >> Width(i);
            limbs[i] -= carry << Width(i);
            if (i + 1 < Limbs)
            {
                limbs[i + 1] += carry;
            }
            else
            {
                limbs[0] += 19 * carry;
            }
        }
    }

    private static int Width(int limb) => (limb & 1) == 0 ? 26 : 25;

    private static int BitOf(int limb) => ((limb * 51) + 1) / 2;
}
