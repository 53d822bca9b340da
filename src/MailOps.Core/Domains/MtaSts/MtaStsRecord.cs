using System;
using System.Collections.Generic;

namespace MailOps.Domains.MtaSts;

/// <summary>The record at <c>_mta-sts</c> below a domain that says that there is a policy, and which (RFC 8461 section 3.1).</summary>
public sealed record MtaStsRecord
{
    internal const string Version = "v=STSv1";
    private const int MaxId = 32;

    /// <summary>Names this version of the policy (<c>id</c>): senders fetch the policy again when it changes.</summary>
    public required string Id { get; init; }

    /// <summary>Reads a record.</summary>
    /// <param name="text">The text of the TXT record.</param>
    /// <returns>The record; null when senders cannot use it.</returns>
    public static MtaStsRecord? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, []);
    }

    internal static MtaStsRecord? Read(string text, List<Finding> findings)
    {
        if (!FieldList.HasVersion(text, Version))
        {
            findings.Add(MtaStsFindings.Version.Found(text));
            return null;
        }

        if (FieldList.Read(text, out var fields) is { } fault)
        {
            findings.Add(MtaStsFindings.RecordSyntax.Found(fault));
            return null;
        }

        if (FieldList.Find(fields, "id") is not { } id || !IsId(id))
        {
            findings.Add(MtaStsFindings.InvalidId.Found(FieldList.Find(fields, "id") ?? ""));
            return null;
        }

        return new MtaStsRecord { Id = id };
    }

    private static bool IsId(string id)
    {
        foreach (var c in id)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return id.Length is > 0 and <= MaxId;
    }
}
