using System;
using System.Security.Cryptography;

namespace MailOps.Dns;

/// <summary>Unpredictable numbers for ids (RFC 5452 section 9.2), drawn from the system in blocks, one block per thread.</summary>
internal static class DnsRandom
{
    private const int BlockLength = 512;

    private static readonly RandomNumberGenerator Source = RandomNumberGenerator.Create();

    [ThreadStatic]
    private static byte[]? t_block;

    [ThreadStatic]
    private static int t_used;

    public static ushort NextUInt16()
    {
        if (t_block is null || t_used >= BlockLength)
        {
            t_block ??= new byte[BlockLength];
            Source.GetBytes(t_block);
            t_used = 0;
        }

        var number = (ushort)((t_block[t_used] << 8) | t_block[t_used + 1]);
        t_used += 2;
        return number;
    }
}
