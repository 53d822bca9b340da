using System;
using System.Runtime.InteropServices;

namespace MailOps.Platform;

/// <summary>Whether bytes are ASCII, eight at a time.</summary>
internal static class AsciiBytes
{
    public static bool IsAscii(ReadOnlySpan<byte> bytes)
    {
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            if ((eight & 0x8080808080808080) != 0)
            {
                return false;
            }
        }

        for (var i = bytes.Length & ~7; i < bytes.Length; i++)
        {
            if (bytes[i] >= 0x80)
            {
                return false;
            }
        }

        return true;
    }
}
