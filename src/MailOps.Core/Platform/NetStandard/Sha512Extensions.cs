using System.Security.Cryptography;

namespace MailOps.Platform;

// A class of its own: two extensions of the same name and parameters do not go into one.
internal static class Sha512Extensions
{
    extension(SHA512)
    {
        public static byte[] HashData(byte[] source)
        {
            using var hash = SHA512.Create();
            return hash.ComputeHash(source);
        }
    }
}
