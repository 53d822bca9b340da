using System;
using MailOps.Json;

namespace MailOps.Authentication.Dkim;

/// <summary>What became of one signature.</summary>
public sealed record DkimSignatureResult
{
    /// <summary>The result.</summary>
    public required DkimResult Result { get; init; }

    /// <summary>The tags of the signature.</summary>
    public required DkimSignature Signature { get; init; }

    /// <summary>The signing domain.</summary>
    public string Domain => Signature.Domain;

    /// <summary>The selector.</summary>
    public string Selector => Signature.Selector;

    /// <summary>The length of the key in bits; 0 when it was not found.</summary>
    public int KeySize { get; init; }

    /// <summary>Whether the domain is only testing DKIM.</summary>
    public bool IsTesting { get; init; }

    /// <summary>Why it did not pass, and what is worth knowing when it did.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>Domain, selector and result.</summary>
    public override string ToString() => Signature + ": " + Result;

    internal void WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("result", MailOpsJson.Name(Result).ToLowerInvariant());
        writer.WriteMember("domain", Domain);
        writer.WriteMember("selector", Selector);
        writer.WriteMember("algorithm", Signature.Algorithm switch
        {
            DkimAlgorithm.RsaSha256 => "rsa-sha256",
            DkimAlgorithm.Ed25519Sha256 => "ed25519-sha256",
            DkimAlgorithm.RsaSha1 => "rsa-sha1",
            _ => "",
        });
        writer.WriteMember("keySize", KeySize);
        writer.WriteMember("identity", Signature.Identity);
        writer.WriteMember("signedHeaders", Signature.HeaderNames);
        WriteTime(writer, "signedAt", Signature.SignedAt);
        WriteTime(writer, "expiresAt", Signature.ExpiresAt);
        writer.WriteMember("testing", IsTesting);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    private static void WriteTime(JsonWriter writer, string name, DateTime? time)
    {
        writer.WriteName(name);
        if (time is { } value)
        {
            writer.WriteTime(value);
        }
        else
        {
            writer.WriteNull();
        }
    }
}
