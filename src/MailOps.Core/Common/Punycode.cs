using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps;

/// <summary>
/// Punycode (RFC 3492) with the parameters of section 5, over one label without its <c>xn--</c>. Own code, since IdnMapping follows
/// the Unicode version and the IDNA flavour of whatever runtime it finds itself on.
/// </summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialN = 0x80;

    /// <summary>Encodes a label (well-formed UTF-16). False when <paramref name="output"/> is too small.</summary>
    public static bool TryEncode(ReadOnlySpan<char> label, Span<char> output, out int written)
    {
        written = 0;
        var points = 0;
        for (var i = 0; i < label.Length; i++)
        {
            points += char.IsLowSurrogate(label[i]) ? 0 : 1;
            if (label[i] < InitialN && !TryAppend(output, ref written, label[i]))
            {
                return false;
            }
        }

        var basic = written;
        var handled = basic;
        if (basic > 0 && !TryAppend(output, ref written, '-'))
        {
            return false;
        }

        var n = InitialN;
        var delta = 0;
        var bias = InitialBias;
        while (handled < points)
        {
            // The next larger code point of the label. A label that fits its output is short, so delta cannot overflow.
            var next = int.MaxValue;
            for (var i = 0; i < label.Length; i += Width(label, i))
            {
                var point = PointAt(label, i);
                next = point >= n && point < next ? point : next;
            }

            delta += (next - n) * (handled + 1);
            n = next;
            for (var i = 0; i < label.Length; i += Width(label, i))
            {
                var point = PointAt(label, i);
                delta += point < n ? 1 : 0;
                if (point == n)
                {
                    if (!TryAppendNumber(output, ref written, delta, bias))
                    {
                        return false;
                    }

                    bias = Adapt(delta, handled + 1, first: handled == basic);
                    delta = 0;
                    handled++;
                }
            }

            delta++;
            n++;
        }

        return true;
    }

    /// <summary>Decodes what follows <c>xn--</c>. False for text that no encoder writes: bad digits, overflow, surrogates.</summary>
    public static bool TryDecode(ReadOnlySpan<char> encoded, out string label)
    {
        label = "";
        var delimiter = encoded.LastIndexOf('-');
        var points = new List<int>(encoded.Length);
        for (var i = 0; i < delimiter; i++)
        {
            if (encoded[i] >= InitialN)
            {
                return false;
            }

            points.Add(encoded[i]);
        }

        var n = InitialN;
        var index = 0;
        var bias = InitialBias;
        var at = delimiter < 0 ? 0 : delimiter + 1;
        while (at < encoded.Length)
        {
            var before = index;
            long weight = 1;
            long value = index;
            for (var k = Base; ; k += Base)
            {
                var digit = at < encoded.Length ? DigitOf(encoded[at++]) : -1;
                value += digit * weight;
                if (digit < 0 || value > int.MaxValue)
                {
                    return false;
                }

                var threshold = Threshold(k, bias);
                if (digit < threshold)
                {
                    break;
                }

                weight *= Base - threshold;
                if (weight > int.MaxValue)
                {
                    return false;
                }
            }

            index = (int)value;
            bias = Adapt(index - before, points.Count + 1, first: before == 0);
            if (index / (points.Count + 1) > 0x10FFFF - n)
            {
                return false;
            }

            n += index / (points.Count + 1);
            index %= points.Count + 1;
            if (n is >= 0xD800 and <= 0xDFFF)
            {
                return false;
            }

            points.Insert(index++, n);
        }

        var text = new StringBuilder(points.Count);
        foreach (var point in points)
        {
            text.Append(char.ConvertFromUtf32(point));
        }

        label = text.ToString();
        return true;
    }

    private static int PointAt(ReadOnlySpan<char> label, int i) =>
        char.IsHighSurrogate(label[i]) ? char.ConvertToUtf32(label[i], label[i + 1]) : label[i];

    private static int Width(ReadOnlySpan<char> label, int i) => char.IsHighSurrogate(label[i]) ? 2 : 1;

    // RFC 3492 section 6.3: one delta as a variable-length integer.
    private static bool TryAppendNumber(Span<char> output, ref int written, int delta, int bias)
    {
        var rest = delta;
        for (var k = Base; ; k += Base)
        {
            var threshold = Threshold(k, bias);
            if (rest < threshold)
            {
                return TryAppend(output, ref written, DigitFor(rest));
            }

            if (!TryAppend(output, ref written, DigitFor(threshold + ((rest - threshold) % (Base - threshold)))))
            {
                return false;
            }

            rest = (rest - threshold) / (Base - threshold);
        }
    }

    private static bool TryAppend(Span<char> output, ref int written, char value)
    {
        if (written == output.Length)
        {
            return false;
        }

        output[written++] = value;
        return true;
    }

    private static int Threshold(int k, int bias) => k <= bias ? TMin : k >= bias + TMax ? TMax : k - bias;

    // RFC 3492 section 6.1.
    private static int Adapt(int delta, int points, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / points;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
        {
            delta /= Base - TMin;
        }

        return k + ((Base - TMin + 1) * delta / (delta + Skew));
    }

    private static char DigitFor(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0' + 26,
        >= 'a' and <= 'z' => c - 'a',
        >= 'A' and <= 'Z' => c - 'A',
        _ => -1,
    };
}
