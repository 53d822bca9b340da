using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Authentication.Dkim;

/// <summary>Reads DKIM key records (RFC 6376 section 3.6.1, RFC 8301, RFC 8463). It never throws; what cannot be read becomes a finding.</summary>
public static class DkimKeyRecordParser
{
    /// <summary>The shortest RSA key that counts (RFC 8301 section 3.2).</summary>
    internal const int MinRsaBits = 1024;

    /// <summary>The shortest RSA key that is recommended (RFC 8301 section 3.2).</summary>
    internal const int GoodRsaBits = 2048;

    /// <summary>The longest RSA key that every verifier takes (RFC 8301 section 3.2).</summary>
    internal const int CommonRsaBits = 4096;

    /// <summary>The longest RSA key that is verified here; the work grows with the square of the length.</summary>
    internal const int MaxRsaBits = 8192;

    private const int MaxText = 16 * 1024;
    private const int MaxFindings = 30;

    /// <summary>Reads one text and says all that is wrong with it or worth knowing.</summary>
    /// <param name="text">The text of a TXT record, its strings joined.</param>
    public static DkimKeyAnalysis Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = new List<Finding>();
        var isValid = true;
        var record = text.Length > MaxText ? null : Read(text, findings, ref isValid);
        if (record is null)
        {
            findings.Add(DkimFindings.NotAKey.Found(DisplayText.Quote(text)));
        }

        return new DkimKeyAnalysis { IsValid = isValid && record is not null, Record = record, Findings = new FindingList(findings) };
    }

    private static DkimKeyRecord? Read(string text, List<Finding> findings, ref bool isValid)
    {
        if (CheckEscapes(text, findings))
        {
            isValid = false;
            return new DkimKeyRecord { Text = text, KeyType = DkimKeyType.Unknown };
        }

        var record = new DkimKeyRecord { Text = text };
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = new TagListReader(Encoding.UTF8.GetBytes(text), skipsEmpty: true);
        byte[]? key = null;
        var isKnown = false;
        while (reader.Read())
        {
            var name = Encoding.ASCII.GetString(reader.Name);
            if (!names.Add(name))
            {
                isValid &= Fail(findings, DkimFindings.DuplicateTag, name);
                continue;
            }

            isKnown |= name is "v" or "k" or "p" or "h" or "s" or "t" or "n" or "g";
            switch (name)
            {
                case "v":
                    if (!reader.Value.SequenceEqual("DKIM1"u8))
                    {
                        // Section 3.6.1: a record of another version is discarded, so nothing else in it matters.
                        if (!TextOf(reader.Value).StartsWith("DKIM", StringComparison.OrdinalIgnoreCase))
                        {
                            return null;
                        }

                        isValid &= Fail(findings, DkimFindings.KeyVersion, DisplayText.Quote(TextOf(reader.Value)));
                        return record;
                    }

                    isValid &= names.Count == 1 || Fail(findings, DkimFindings.VersionNotFirst);
                    break;
                case "k":
                    record = record with { KeyType = TypeOf(reader.Value) };
                    if (record.KeyType == DkimKeyType.Unknown)
                    {
                        isValid &= Fail(findings, DkimFindings.UnknownKeyType, DisplayText.Quote(TextOf(reader.Value)));
                    }

                    break;
                case "p":
                    key = Base64Text.Decode(reader.Value) ?? [];
                    record = record with { IsRevoked = reader.Value.IsEmpty };
                    break;
                case "h":
                    record = record with { HashAlgorithms = ListOf(reader.Value) };
                    break;
                case "s":
                    record = record with { Services = ListOf(reader.Value) };
                    break;
                case "t":
                    record = ReadFlags(record, reader.Value);
                    break;
                case "n":
                    record = record with { Notes = DisplayText.Quote(TextOf(reader.Value)) };
                    break;
                case "g":
                    Note(findings, DkimFindings.ObsoleteTag, name);
                    break;
                default:
                    Note(findings, DkimFindings.UnknownTag, name);
                    break;
            }
        }

        if (!isKnown)
        {
            return null;
        }

        if (reader.IsBroken)
        {
            isValid &= Fail(findings, DkimFindings.KeySyntax, DisplayText.Quote(text));
        }

        return Judge(record, key, findings, ref isValid);
    }

    private static DkimKeyRecord Judge(DkimKeyRecord record, byte[]? key, List<Finding> findings, ref bool isValid)
    {
        if (key is null)
        {
            isValid &= Fail(findings, DkimFindings.MissingKey);
        }
        else if (record.IsRevoked)
        {
            Note(findings, DkimFindings.Revoked);
        }
        else if (record.KeyType != DkimKeyType.Unknown)
        {
            record = ReadKey(record, key, findings, ref isValid);
        }

        if (!record.AllowsMail)
        {
            Note(findings, DkimFindings.NotForMail, record.Services);
        }

        if (!record.AllowsSha256)
        {
            Note(findings, DkimFindings.Sha1Only, record.HashAlgorithms);
        }

        if (record.IsTesting)
        {
            Note(findings, DkimFindings.Testing);
        }

        return record;
    }

    private static DkimKeyRecord ReadKey(DkimKeyRecord record, byte[] key, List<Finding> findings, ref bool isValid)
    {
        if (record.KeyType == DkimKeyType.Ed25519)
        {
            // RFC 8463 section 4: the 32 octets themselves, not a SubjectPublicKeyInfo around them.
            if (!Ed25519.IsKey(key))
            {
                isValid &= Fail(findings, DkimFindings.InvalidKey);
                return record;
            }

            return record with { KeySize = 256, KeyOctets = key };
        }

        if (!RsaKeyFormat.TryReadPublic(key, out var parameters))
        {
            isValid &= Fail(findings, DkimFindings.InvalidKey);
            return record;
        }

        var bits = RsaKeyFormat.BitLength(parameters.Modulus!);
        if (bits < MinRsaBits)
        {
            isValid &= Fail(findings, DkimFindings.KeyTooShort, bits);
        }
        else if (bits < GoodRsaBits)
        {
            Note(findings, DkimFindings.ShortKey, bits);
        }
        else if (bits > CommonRsaBits)
        {
            Note(findings, DkimFindings.LongKey, bits);
        }

        return record with { KeySize = bits, KeyOctets = key };
    }

    private static bool CheckEscapes(string text, List<Finding> findings)
    {
        if (text.TrimStart().StartsWith('"'))
        {
            findings.Add(DkimFindings.Quotes.Found());
            return true;
        }

        if (text.Contains("\\;", StringComparison.Ordinal))
        {
            findings.Add(DkimFindings.EscapedSemicolon.Found());
            return true;
        }

        return false;
    }

    private static DkimKeyType TypeOf(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("rsa"u8) ? DkimKeyType.Rsa : value.SequenceEqual("ed25519"u8) ? DkimKeyType.Ed25519 : DkimKeyType.Unknown;

    private static DkimKeyRecord ReadFlags(DkimKeyRecord record, ReadOnlySpan<byte> value)
    {
        var isTesting = false;
        var isStrict = false;
        while (!value.IsEmpty)
        {
            var flag = TagListReader.TakeEntry(ref value, (byte)':');
            isTesting |= flag.SequenceEqual("y"u8);
            isStrict |= flag.SequenceEqual("s"u8);
        }

        return record with { IsTesting = isTesting, IsStrict = isStrict };
    }

    private static TextList ListOf(ReadOnlySpan<byte> value)
    {
        var entries = new List<string>();
        while (!value.IsEmpty && entries.Count < 20)
        {
            // A record that was cut into strings by hand often has a space at the joint.
            var entry = TextOf(TagListReader.TakeEntry(ref value, (byte)':'));
            entries.Add(DisplayText.Quote(entry.Replace(" ", "", StringComparison.Ordinal)));
        }

        return new TextList(entries);
    }

    private static string TextOf(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value);

    private static bool Fail(List<Finding> findings, FindingRule rule, params object?[] values)
    {
        Note(findings, rule, values);
        return false;
    }

    private static void Note(List<Finding> findings, FindingRule rule, params object?[] values)
    {
        if (findings.Count < MaxFindings)
        {
            findings.Add(rule.Found(values));
        }
    }
}
