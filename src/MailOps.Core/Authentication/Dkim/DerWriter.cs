using System;
using System.Collections.Generic;

namespace MailOps.Authentication.Dkim;

/// <summary>Writes the little of DER that keys are made of; elements are built from the inside out.</summary>
internal static class DerWriter
{
    public static byte[] Element(byte tag, params byte[][] contents)
    {
        var length = 0;
        foreach (var content in contents)
        {
            length += content.Length;
        }

        var result = new List<byte>(length + 5) { tag };
        if (length < 0x80)
        {
            result.Add((byte)length);
        }
        else
        {
            var octets = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            result.Add((byte)(0x80 | octets));
            for (var shift = 8 * (octets - 1); shift >= 0; shift -= 8)
            {
                result.Add((byte)(length >> shift));
            }
        }

        foreach (var content in contents)
        {
            result.AddRange(content);
        }

        return [.. result];
    }

    /// <summary>An integer that is not negative, from its octets, the highest first.</summary>
    public static byte[] Unsigned(byte[] value)
    {
        var start = 0;
        while (start < value.Length - 1 && value[start] == 0)
        {
            start++;
        }

        var content = value.AsSpan(start).ToArray();
        return Element(DerReader.Integer, content.Length == 0 || content[0] >= 0x80 ? [0, .. content] : content);
    }
}
