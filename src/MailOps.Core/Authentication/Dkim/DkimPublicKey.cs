using System.Security.Cryptography;
using System.Threading;

namespace MailOps.Authentication.Dkim;

/// <summary>A public key that verifies; safe for use from many threads at once.</summary>
internal sealed class DkimPublicKey
{
    private readonly RSAParameters _parameters;
    private readonly byte[]? _ed25519;

    // Importing a key costs as much as using it; an RSA object serves one thread at a time.
    private RSA? _idle;

    private DkimPublicKey(RSAParameters parameters) => _parameters = parameters;

    private DkimPublicKey(byte[] ed25519) => _ed25519 = ed25519;

    public static DkimPublicKey? Of(DkimKeyRecord record) =>
        record.KeyOctets.IsEmpty ? null
        : record.KeyType == DkimKeyType.Ed25519 ? new DkimPublicKey(record.KeyOctets.ToArray())
        : RsaKeyFormat.TryReadPublic(record.KeyOctets.Span, out var parameters) ? new DkimPublicKey(parameters)
        : null;

    /// <summary>Whether a signature over the SHA-256 of the canonical header is right.</summary>
    public bool Verify(byte[] hash, byte[] signature)
    {
        // RFC 8463 section 3: the hash is the message that Ed25519 signs.
        if (_ed25519 is not null)
        {
            return Ed25519.Verify(_ed25519, hash, signature);
        }

        var rsa = Interlocked.Exchange(ref _idle, null);
        try
        {
            rsa ??= Import();
            return rsa.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            // A modulus or exponent that no key has: such a signature cannot be right.
            return false;
        }
        finally
        {
            if (rsa is not null)
            {
                Interlocked.Exchange(ref _idle, rsa)?.Dispose();
            }
        }
    }

    private RSA Import()
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportParameters(_parameters);
            return rsa;
        }
        catch (CryptographicException)
        {
            rsa.Dispose();
            throw;
        }
    }
}
