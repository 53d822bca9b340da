// One-call hashing of the newer BCL.
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
