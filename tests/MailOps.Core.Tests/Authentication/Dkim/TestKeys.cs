using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using MailOps.Authentication.Dkim;

namespace MailOps.Tests.Authentication.Dkim;

/// <summary>Throw-away keys, one a size for the whole run: making them takes long.</summary>
internal static class TestKeys
{
    private static readonly ConcurrentDictionary<int, Lazy<RSAParameters>> Keys = new();

    public static RSAParameters Rsa(int bits) => Keys.GetOrAdd(bits, size => new Lazy<RSAParameters>(() =>
    {
        // RSA.Create(size) of Mono makes 1024 bits whatever it is asked for.
        using var rsa = new RSACryptoServiceProvider(size);
        return rsa.ExportParameters(includePrivateParameters: true);
    })).Value;

    public static string Record(int bits) => "v=DKIM1; k=rsa; p=" + Convert.ToBase64String(RsaKeyFormat.WritePublic(Rsa(bits)));
}
