using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MailOps.Outbox;

/// <summary>The SHA-256 of a message and its envelope: what an approval binds.</summary>
internal static class MailDigest
{
    public static byte[] Compute(ReadOnlyMemory<byte> content, string sender, IEnumerable<string> recipients)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(sender + "\n" + string.Join("\n", recipients) + "\n\n"));
        var bytes = MemoryMarshal.TryGetArray(content, out var segment) ? segment : new ArraySegment<byte>(content.ToArray());
        hash.AppendData(bytes.Array!, bytes.Offset, bytes.Count);
        return hash.GetHashAndReset();
    }

    /// <summary>The digest as people see it, in small hexadecimal digits.</summary>
    public static string ToText(byte[] digest)
    {
        var text = new StringBuilder(digest.Length * 2);
        foreach (var b in digest)
        {
            text.Append(b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
