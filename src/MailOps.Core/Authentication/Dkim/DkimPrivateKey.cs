using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;

namespace MailOps.Authentication.Dkim;

/// <summary>A private RSA key that signs; safe for use from many threads at once. Nothing shows the key but <see cref="ExportPem"/>.</summary>
public sealed class DkimPrivateKey : IDisposable
{
    private const int MaxFileSize = 64 * 1024;

    private readonly RSAParameters _parameters;

    // An RSA object serves one thread at a time, and importing the key costs more than a signature.
    private RSA? _idle;

    private DkimPrivateKey(RSAParameters parameters) => _parameters = parameters;

    /// <summary>The length of the key in bits.</summary>
    public int KeySize => RsaKeyFormat.BitLength(_parameters.Modulus!);

    /// <summary>The text of the record that publishes the key (RFC 6376 section 3.6.1).</summary>
    public string PublicRecord => "v=DKIM1; k=rsa; p=" + Convert.ToBase64String(RsaKeyFormat.WritePublic(_parameters));

    /// <summary>Makes a new key.</summary>
    /// <param name="bits">Its length, 1024 to 4096; 2048 is recommended (RFC 8301 section 3.2).</param>
    /// <exception cref="MailOpsException">MailOps.Dkim.KeySize.</exception>
    public static DkimPrivateKey Create(int bits = DkimKeyRecordParser.GoodRsaBits)
    {
        if (bits is < DkimKeyRecordParser.MinRsaBits or > DkimKeyRecordParser.CommonRsaBits || bits % 8 != 0)
        {
            throw DkimErrors.KeySize(bits);
        }

        var rsa = RSA.Create(bits);
        return new DkimPrivateKey(rsa.ExportParameters(includePrivateParameters: true)) { _idle = rsa };
    }

    /// <summary>Reads a key file.</summary>
    /// <param name="path">A PEM file with a PKCS #8 or PKCS #1 key, as opendkim-genkey, openssl and <c>New-DkimKey</c> write it.</param>
    /// <exception cref="MailOpsException">MailOps.Dkim.KeyUnreadable, InvalidKey, EncryptedKey or KeySize.</exception>
    public static DkimPrivateKey Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (new FileInfo(path).Length > MaxFileSize)
            {
                throw DkimErrors.InvalidKey(path);
            }

            return Read(File.ReadAllText(path, Encoding.UTF8), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw DkimErrors.KeyUnreadable(path, e);
        }
    }

    /// <summary>Reads a key from memory.</summary>
    /// <param name="pem">The text of a PEM file.</param>
    /// <exception cref="MailOpsException">MailOps.Dkim.InvalidKey, EncryptedKey or KeySize.</exception>
    public static DkimPrivateKey FromPem(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        return Read(pem, "PEM");
    }

    /// <summary>The key itself, in PKCS #8 and PEM: whoever has it signs in the name of the domain.</summary>
    public string ExportPem() => PemText.Write("PRIVATE KEY", RsaKeyFormat.WritePrivate(_parameters));

    /// <summary>Writes the key to a new file that only its owner can read (on Windows: with the rights of its folder).</summary>
    /// <param name="path">The file; there must be none yet.</param>
    /// <exception cref="MailOpsException">MailOps.Dkim.KeyExists or KeyNotWritten.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
        {
            throw DkimErrors.KeyExists(path);
        }

        try
        {
            using var file = FileRights.CreatePrivateFile(path);
            var pem = Encoding.ASCII.GetBytes(ExportPem());
            file.Write(pem, 0, pem.Length);
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw DkimErrors.KeyNotWritten(path, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _idle, null)?.Dispose();

    /// <summary>The signature of a SHA-256 hash (RSASSA-PKCS1-v1_5).</summary>
    internal byte[] Sign(byte[] hash)
    {
        var rsa = Interlocked.Exchange(ref _idle, null) ?? Import(_parameters);
        try
        {
            return rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            Interlocked.Exchange(ref _idle, rsa)?.Dispose();
        }
    }

    private static DkimPrivateKey Read(string pem, string source)
    {
        var isPem = PemText.TryRead(pem, out var label, out var content);

        // The old form says so in a header line (RFC 1421), which is no base64.
        if (label == "ENCRYPTED PRIVATE KEY" || pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw DkimErrors.EncryptedKey(source);
        }

        if (!isPem || label is not ("PRIVATE KEY" or "RSA PRIVATE KEY") || !RsaKeyFormat.TryReadPrivate(content, out var parameters))
        {
            throw DkimErrors.InvalidKey(source);
        }

        var bits = RsaKeyFormat.BitLength(parameters.Modulus!);
        if (bits is < DkimKeyRecordParser.MinRsaBits or > DkimKeyRecordParser.MaxRsaBits)
        {
            throw DkimErrors.KeySize(bits);
        }

        try
        {
            return new DkimPrivateKey(parameters) { _idle = Import(parameters) };
        }
        catch (CryptographicException)
        {
            throw DkimErrors.InvalidKey(source);
        }
    }

    private static RSA Import(RSAParameters parameters)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportParameters(parameters);
            return rsa;
        }
        catch (CryptographicException)
        {
            rsa.Dispose();
            throw;
        }
    }
}
