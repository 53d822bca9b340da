using System;
using System.Numerics;
using System.Security.Cryptography;

namespace MailOps.Authentication.Dkim;

/// <summary>
/// Verifies Ed25519 signatures (RFC 8032 section 5.1.7). The BCL has no Ed25519; all data here is public, so the arithmetic need not hide
/// anything. There is no signing.
/// </summary>
internal static class Ed25519
{
    public const int KeyLength = 32;
    public const int SignatureLength = 64;

    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly long[] D = Ed25519Field.Multiply(Ed25519Field.Negate(Ed25519Field.Small(121665)), Ed25519Field.Invert(Ed25519Field.Small(121666)));
    private static readonly long[] TwoD = Ed25519Field.Add(D, D);
    private static readonly long[] RootOfMinusOne = MakeRootOfMinusOne();
    private static readonly Point Base = MakeBase();

    /// <summary>Whether 32 octets are a point of the curve.</summary>
    public static bool IsKey(ReadOnlySpan<byte> key) => key.Length == KeyLength && TryDecode(key, out _);

    /// <summary>Whether a signature of a message is right.</summary>
    /// <param name="key">The public key, 32 octets.</param>
    /// <param name="message">The message itself, not its hash.</param>
    /// <param name="signature">64 octets: the point R and the number S.</param>
    public static bool Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (key.Length != KeyLength || signature.Length != SignatureLength || !TryDecode(key, out var a))
        {
            return false;
        }

        var s = Number(signature.Slice(32));
        if (s >= Order)
        {
            return false;
        }

        var input = new byte[64 + message.Length];
        signature.Slice(0, 32).CopyTo(input);
        key.CopyTo(input.AsSpan(32));
        message.CopyTo(input.AsSpan(64));
        var k = Number(SHA512.HashData(input)) % Order;

        // [S]B = R + [k]A, so R is what [S]B - [k]A encodes to.
        return Encode(MultiplyBoth(s, Base, k, Negate(a))).AsSpan().SequenceEqual(signature.Slice(0, 32));
    }

    private static BigInteger Number(ReadOnlySpan<byte> octets) => new([.. octets, 0]);

    // left * a + right * b with one row of doublings.
    private static Point MultiplyBoth(BigInteger left, Point a, BigInteger right, Point b)
    {
        var both = Add(a, b);
        var leftBits = left.ToByteArray();
        var rightBits = right.ToByteArray();
        var result = new Point(Ed25519Field.Zero(), Ed25519Field.One(), Ed25519Field.One(), Ed25519Field.Zero());
        for (var i = 255; i >= 0; i--)
        {
            result = Double(result);
            var choice = Bit(leftBits, i) | (Bit(rightBits, i) << 1);
            if (choice != 0)
            {
                result = Add(result, choice == 1 ? a : choice == 2 ? b : both);
            }
        }

        return result;
    }

    private static int Bit(byte[] octets, int index) => index / 8 < octets.Length ? (octets[index / 8] >> (index % 8)) & 1 : 0;

    // RFC 8032 section 5.1.4, in extended homogeneous coordinates.
    private static Point Add(Point left, Point right)
    {
        var a = Ed25519Field.Multiply(Ed25519Field.Subtract(left.Y, left.X), Ed25519Field.Subtract(right.Y, right.X));
        var b = Ed25519Field.Multiply(Ed25519Field.Add(left.Y, left.X), Ed25519Field.Add(right.Y, right.X));
        var c = Ed25519Field.Multiply(Ed25519Field.Multiply(left.T, TwoD), right.T);
        var d = Ed25519Field.Multiply(Ed25519Field.Add(left.Z, left.Z), right.Z);
        return Combine(Ed25519Field.Subtract(b, a), Ed25519Field.Subtract(d, c), Ed25519Field.Add(d, c), Ed25519Field.Add(b, a));
    }

    private static Point Double(Point point)
    {
        var a = Ed25519Field.Square(point.X);
        var b = Ed25519Field.Square(point.Y);
        var z = Ed25519Field.Square(point.Z);
        var h = Ed25519Field.Add(a, b);
        var e = Ed25519Field.Subtract(h, Ed25519Field.Square(Ed25519Field.Add(point.X, point.Y)));
        var g = Ed25519Field.Subtract(a, b);
        return Combine(e, Ed25519Field.Add(Ed25519Field.Add(z, z), g), g, h);
    }

    private static Point Combine(long[] e, long[] f, long[] g, long[] h) =>
        new(Ed25519Field.Multiply(e, f), Ed25519Field.Multiply(g, h), Ed25519Field.Multiply(f, g), Ed25519Field.Multiply(e, h));

    private static Point Negate(Point point) => new(Ed25519Field.Negate(point.X), point.Y, point.Z, Ed25519Field.Negate(point.T));

    // RFC 8032 section 5.1.2
    private static byte[] Encode(Point point)
    {
        var inverse = Ed25519Field.Invert(point.Z);
        var octets = Ed25519Field.Write(Ed25519Field.Multiply(point.Y, inverse));
        octets[31] |= (byte)(Ed25519Field.Parity(Ed25519Field.Multiply(point.X, inverse)) << 7);
        return octets;
    }

    // RFC 8032 section 5.1.3: x^2 = (y^2 - 1) / (d y^2 + 1)
    private static bool TryDecode(ReadOnlySpan<byte> octets, out Point point)
    {
        point = default;
        var y = Ed25519Field.Read(octets);
        var sign = octets[31] >> 7;

        // y must be given in its canonical form.
        var canonical = Ed25519Field.Write(y);
        canonical[31] |= (byte)(sign << 7);
        if (!octets.SequenceEqual(canonical))
        {
            return false;
        }

        var square = Ed25519Field.Square(y);
        var u = Ed25519Field.Subtract(square, Ed25519Field.One());
        var v = Ed25519Field.Add(Ed25519Field.Multiply(D, square), Ed25519Field.One());
        var v3 = Ed25519Field.Multiply(Ed25519Field.Square(v), v);
        var v7 = Ed25519Field.Multiply(Ed25519Field.Square(v3), v);
        var x = Ed25519Field.Multiply(Ed25519Field.Multiply(u, v3), Ed25519Field.PowerForRoot(Ed25519Field.Multiply(u, v7)));
        var check = Ed25519Field.Multiply(v, Ed25519Field.Square(x));
        if (!Ed25519Field.IsEqual(check, u))
        {
            if (!Ed25519Field.IsEqual(check, Ed25519Field.Negate(u)))
            {
                return false;
            }

            x = Ed25519Field.Multiply(x, RootOfMinusOne);
        }

        if (Ed25519Field.IsZero(x) && sign == 1)
        {
            return false;
        }

        x = Ed25519Field.Parity(x) == sign ? x : Ed25519Field.Negate(x);
        point = new Point(x, y, Ed25519Field.One(), Ed25519Field.Multiply(x, y));
        return true;
    }

    // 2^((p - 1) / 4), and (p - 1) / 4 is twice (p - 5) / 8 and one more. Its square is -1, since 2 is no square.
    private static long[] MakeRootOfMinusOne()
    {
        var two = Ed25519Field.Small(2);
        return Ed25519Field.Multiply(Ed25519Field.Square(Ed25519Field.PowerForRoot(two)), two);
    }

    // RFC 8032 section 5.1: y = 4/5, x even.
    private static Point MakeBase()
    {
        var y = Ed25519Field.Multiply(Ed25519Field.Small(4), Ed25519Field.Invert(Ed25519Field.Small(5)));
        return TryDecode(Ed25519Field.Write(y), out var point) ? point : throw new InvalidOperationException("The base point of Ed25519 is not on its curve.");
    }

    // x = X/Z, y = Y/Z, x*y = T/Z
    private readonly struct Point
    {
        public Point(long[] x, long[] y, long[] z, long[] t)
        {
            X = x;
            Y = y;
            Z = z;
            T = t;
        }

        public long[] X { get; }

        public long[] Y { get; }

        public long[] Z { get; }

        public long[] T { get; }
    }
}
