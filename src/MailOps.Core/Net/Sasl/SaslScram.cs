using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace MailOps.Net;

/// <summary>
/// SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding. The server never sees the password, and must prove that it knows its hash.
/// </summary>
internal sealed class SaslScram : SaslClient
{
    // A server may ask for any number of rounds; this many take about a second. (RFC 7677 section 4 recommends at least 4096.)
    private const int MaxIterations = 1_000_000;

    // gs2-header "n,[a=authzid],": no channel binding; its base64 is the c= attribute.
    private readonly string _gs2Header;
    private readonly string _password;
    private readonly string _nonce;
    private readonly string _firstBare;
    private byte[]? _serverSignature;
    private bool _proved;
    private string _detail = "";

    public SaslScram(string userName, string password, string? nonce = null, string authorizationId = "")
    {
        _gs2Header = authorizationId.Length == 0 ? "n,," : "n,a=" + EscapeName(authorizationId) + ",";
        _password = SaslPrep(password);
        _nonce = nonce ?? NewNonce();
        _firstBare = "n=" + EscapeName(SaslPrep(userName)) + ",r=" + _nonce;
    }

    public override string Name => "SCRAM-SHA-256";

    public override bool IsSatisfied => _proved;

    public override string Detail => _detail;

    public override byte[] Start() => Utf8(_gs2Header + _firstBare);

    public override byte[]? Respond(byte[] challenge)
    {
        var message = Encoding.UTF8.GetString(challenge);
        return _serverSignature is null ? RespondToFirst(message) : CheckFinal(message);
    }

    // RFC 5802 section 5.1: "," and "=" are the only characters that a name cannot hold as they are.
    internal static string EscapeName(string name) => name.Replace("=", "=3D").Replace(",", "=2C");

    // server-first-message = [reserved-mext ","] nonce "," salt "," iteration-count ["," extensions]
    private byte[]? RespondToFirst(string message)
    {
        var attributes = Attributes(message);
        if (attributes.Count < 3 || attributes[0].Key != 'r' || attributes[1].Key != 's' || attributes[2].Key != 'i'
            || !attributes[0].Value.StartsWith(_nonce, StringComparison.Ordinal) || attributes[0].Value.Length == _nonce.Length
            || !TryDecode(attributes[1].Value, out var salt) || salt.Length == 0
            || !int.TryParse(attributes[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations is < 1 or > MaxIterations)
        {
            _detail = "invalid SCRAM challenge";
            return null;
        }

        var withoutProof = "c=" + Convert.ToBase64String(Utf8(_gs2Header)) + ",r=" + attributes[0].Value;
        var authMessage = Utf8(_firstBare + "," + message + "," + withoutProof);
        var salted = Hi(Utf8(_password), salt, iterations);
        var clientKey = HMACSHA256.HashData(salted, Utf8("Client Key"));
        var storedKey = SHA256.HashData(clientKey);
        var proof = HMACSHA256.HashData(storedKey, authMessage);
        for (var i = 0; i < proof.Length; i++)
        {
            proof[i] ^= clientKey[i];
        }

        _serverSignature = HMACSHA256.HashData(HMACSHA256.HashData(salted, Utf8("Server Key")), authMessage);
        return Utf8(withoutProof + ",p=" + Convert.ToBase64String(proof));
    }

    // server-final-message = (server-error / verifier) ["," extensions]
    private byte[]? CheckFinal(string message)
    {
        var attributes = Attributes(message);
        if (!_proved && attributes.Count > 0 && attributes[0].Key == 'v' && TryDecode(attributes[0].Value, out var signature)
            && signature.AsSpan().SequenceEqual(_serverSignature))
        {
            _proved = true;
            return [];
        }

        _detail = attributes.Count > 0 && attributes[0].Key == 'e' ? WireText.Preview(WireText.Printable(attributes[0].Value)) : "wrong server signature";
        return null;
    }

    private static List<KeyValuePair<char, string>> Attributes(string message) =>
        [.. message.Split(',').Where(part => part.Length >= 2 && part[1] == '=').Select(part => new KeyValuePair<char, string>(part[0], part.Substring(2)))];

    private static bool TryDecode(string base64, out byte[] bytes)
    {
        try
        {
            bytes = Convert.FromBase64String(base64);
            return true;
        }
        catch (FormatException)
        {
            bytes = [];
            return false;
        }
    }

    // RFC 5802 section 2.2: PBKDF2 with HMAC as its function and one block of output; written out, since the one of netstandard2.0 knows SHA-1 only.
    private static byte[] Hi(byte[] password, byte[] salt, int iterations)
    {
        using var hmac = new HMACSHA256(password);
        var block = hmac.ComputeHash([.. salt, 0, 0, 0, 1]);
        var result = (byte[])block.Clone();
        for (var round = 1; round < iterations; round++)
        {
            block = hmac.ComputeHash(block);
            for (var i = 0; i < result.Length; i++)
            {
                result[i] ^= block[i];
            }
        }

        return result;
    }

    private static string NewNonce()
    {
        var bytes = new byte[24];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    // RFC 4013 in the parts that passwords meet: other spaces become a space, invisible characters vanish, compatibility forms are unified.
    private static string SaslPrep(string text)
    {
        if (text.All(c => c < 128))
        {
            return text;
        }

        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not ('\u00AD' or '\u034F' or '\u1806' or (>= '\u180B' and <= '\u180D') or (>= '\u200B' and <= '\u200D') or '\u2060'
                or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF'))
            {
                builder.Append(c != ' ' && char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? ' ' : c);
            }
        }

        return builder.ToString().Normalize(NormalizationForm.FormKC);
    }
}
