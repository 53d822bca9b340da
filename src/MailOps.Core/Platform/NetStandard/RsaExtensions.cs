using System.Security.Cryptography;

namespace MailOps.Platform;

internal static class RsaExtensions
{
    extension(RSA)
    {
        // RSA.Create gives .NET Framework a key of 1024 bits whose size cannot be changed any more.
        public static RSA Create(int keySizeInBits) => new RSACryptoServiceProvider(keySizeInBits) { PersistKeyInCsp = false };
    }
}
