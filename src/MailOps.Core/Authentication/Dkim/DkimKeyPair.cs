using MailOps.Dns;
using MailOps.Json;

namespace MailOps.Authentication.Dkim;

/// <summary>A new key: where the private half lies, and the record that publishes the other.</summary>
public sealed record DkimKeyPair : IJsonResult
{
    /// <summary>The signing domain, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>The selector.</summary>
    public required string Selector { get; init; }

    /// <summary>The length of the key in bits.</summary>
    public int KeySize { get; init; }

    /// <summary>The record to publish.</summary>
    public required DnsRecordProposal Record { get; init; }

    /// <summary>The name of the record.</summary>
    public string Name => Record.Name;

    /// <summary>The value of the record.</summary>
    public string Value => Record.Value;

    /// <summary>The line for a zone file.</summary>
    public string ZoneLine => Record.ZoneLine;

    /// <summary>The file of the private key, which only its owner can read; empty when none was written.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>The private key in PEM, only when it was asked for; else empty.</summary>
    public string PrivateKey { get; init; } = "";

    /// <summary>How to name the key when signing; empty without a file.</summary>
    public string Reference => KeyFile.Length == 0 ? "" : Domain + ":" + Selector + ":" + KeyFile;

    /// <summary>Makes a key pair.</summary>
    /// <param name="domain">The signing domain.</param>
    /// <param name="selector">The selector, new for every key.</param>
    /// <param name="bits">The length of the key.</param>
    /// <param name="keyFile">Where to write the private key; null: nowhere.</param>
    /// <param name="showPrivateKey">Whether the result has the private key in it.</param>
    /// <exception cref="MailOpsException">MailOps.Dkim.InvalidName, KeySize, KeyExists or KeyNotWritten.</exception>
    public static DkimKeyPair Create(DomainName domain, string selector, int bits, string? keyFile, bool showPrivateKey = false)
    {
        System.ArgumentNullException.ThrowIfNull(domain);
        var name = DomainText.TryNormalize(selector, out var normal) ? normal : throw DkimErrors.InvalidName(selector);
        using var key = DkimPrivateKey.Create(bits);
        if (keyFile is not null)
        {
            key.Save(keyFile);
        }

        return new DkimKeyPair
        {
            Domain = domain.Ascii,
            Selector = name,
            KeySize = bits,
            KeyFile = keyFile ?? "",
            PrivateKey = showPrivateKey ? key.ExportPem() : "",
            Record = new DnsRecordProposal
            {
                Name = name + "._domainkey." + domain.Ascii,
                Type = DnsRecordType.TXT,
                Value = key.PublicRecord,
                Findings = DkimKeyRecordParser.Parse(key.PublicRecord).Findings,
            },
        };
    }

    /// <summary>The line for a zone file.</summary>
    public override string ToString() => ZoneLine;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("selector", Selector);
        writer.WriteMember("keySize", KeySize);
        writer.WriteMember("name", Name);
        writer.WriteMember("value", Value);
        writer.WriteMember("zoneLine", ZoneLine);
        writer.WriteMember("keyFile", KeyFile);
        if (PrivateKey.Length > 0)
        {
            writer.WriteMember("privateKey", PrivateKey);
        }

        MailOpsJson.WriteFindings(writer, Record.Findings);
        writer.WriteEndObject();
    }
}
