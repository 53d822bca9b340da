using System;
using System.Text;

namespace MailOps.Platform;

/// <summary>Whether bytes are ASCII, by the vectorised search of this runtime.</summary>
internal static class AsciiBytes
{
    public static bool IsAscii(ReadOnlySpan<byte> bytes) => Ascii.IsValid(bytes);
}
