// One-call hashing of the newer BCL.
using System;
using System.Buffers;
using System.Security.Cryptography;

namespace MailOps.Platform;

internal static class CryptographyExtensions
{
    extension(SHA256)
    {
        public static byte[] HashData(byte[] source)
        {
            using var hash = SHA256.Create();
            return hash.ComputeHash(source);
        }

        public static byte[] HashData(ReadOnlySpan<byte> source) => SHA256.HashData(source.ToArray());
    }

    extension(IncrementalHash hash)
    {
        public void AppendData(ReadOnlySpan<byte> data)
        {
            var copy = ArrayPool<byte>.Shared.Rent(Math.Min(data.Length, 16 * 1024));
            while (!data.IsEmpty)
            {
                var count = Math.Min(data.Length, copy.Length);
                data.Slice(0, count).CopyTo(copy);
                hash.AppendData(copy, 0, count);
                data = data.Slice(count);
            }

            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    extension(HMACSHA256)
    {
        public static byte[] HashData(byte[] key, byte[] source)
        {
            using var hash = new HMACSHA256(key);
            return hash.ComputeHash(source);
        }
    }
}
