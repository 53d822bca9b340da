using MailOps.Json;

namespace MailOps.Authentication.Dkim;

/// <summary>What was found at one selector.</summary>
public sealed record DkimKeyResult
{
    /// <summary>The selector; <c>*</c> for a record that every selector has.</summary>
    public required string Selector { get; init; }

    /// <summary>The name that has, or should have, the record.</summary>
    public required string KeyName { get; init; }

    /// <summary>Whether verifiers can use the key.</summary>
    public required DkimVerdict Verdict { get; init; }

    /// <summary>The kind of key.</summary>
    public DkimKeyType KeyType { get; init; }

    /// <summary>Its length in bits; 0 when there is none.</summary>
    public int KeySize { get; init; }

    /// <summary>Whether the key was taken back.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>The record as published; empty when there is none.</summary>
    public string Record { get; init; } = "";

    /// <summary>The name that an alias leads to; empty without one.</summary>
    public string AliasTarget { get; init; } = "";

    /// <summary>What is wrong with it, or worth knowing.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The record with its tags read; null when there is none.</summary>
    public DkimKeyRecord? ParsedRecord { get; init; }

    /// <summary>Selector, kind and length.</summary>
    public override string ToString() =>
        Selector + (KeySize > 0 ? " (" + KeyType.ToString().ToLowerInvariant() + " " + KeySize.ToString(System.Globalization.CultureInfo.InvariantCulture) + ")" : ": " + Verdict);

    internal void WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("selector", Selector);
        writer.WriteMember("keyName", KeyName);
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteMember("keyType", MailOpsJson.Name(KeyType));
        writer.WriteMember("keySize", KeySize);
        writer.WriteMember("revoked", IsRevoked);
        writer.WriteMember("record", Record);
        writer.WriteMember("aliasTarget", AliasTarget);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
