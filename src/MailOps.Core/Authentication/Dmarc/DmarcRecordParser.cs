using System;
using System.Collections.Generic;

namespace MailOps.Authentication.Dmarc;

/// <summary>
/// Reads DMARC policy records (RFC 9989 sections 4.7 and 4.8). It never throws: what cannot be read is replaced by its default, as receivers do, and
/// becomes a finding. Of a tag that occurs twice the first counts.
/// </summary>
public static class DmarcRecordParser
{
    /// <summary>Reads one text and says all that is wrong with it or worth knowing.</summary>
    /// <param name="text">The text of a TXT record, its strings joined.</param>
    public static DmarcRecordAnalysis Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = new List<Finding>();
        return new DmarcRecordAnalysis { Record = Read(text, findings), Findings = new FindingList(findings) };
    }

    /// <summary>Reads one text.</summary>
    /// <param name="text">The text of a TXT record, its strings joined.</param>
    /// <param name="findings">Collects what is wrong; null when nobody wants to know.</param>
    /// <returns>Null when the text does not begin with the version.</returns>
    internal static DmarcRecord? Read(string text, List<Finding>? findings)
    {
        if (!IsRecord(text.AsSpan()))
        {
            findings?.Add(NotARecord(text));
            return null;
        }

        var tags = new DmarcTagCollector(text, findings);
        var reader = new DmarcTagReader(text.AsSpan());
        reader.Read();
        while (reader.Read())
        {
            tags.Add(reader);
        }

        var record = tags.ToRecord();
        if (findings is not null)
        {
            DmarcRecordLint.Check(record, tags, findings);
        }

        return record;
    }

    /// <summary>Whether a text begins with <c>v=DMARC1</c>: <c>"v" equals %s"DMARC1"</c>, then the end or a semicolon.</summary>
    internal static bool IsRecord(ReadOnlySpan<char> text)
    {
        // Nothing may stand before the version, so a reader that trims must not be asked yet.
        if (text.IsEmpty || text[0] is not ('v' or 'V'))
        {
            return false;
        }

        var reader = new DmarcTagReader(text);
        return reader.Read() && reader.Name.Length == 1 && reader.Value.SequenceEqual("DMARC1".AsSpan());
    }

    private static Finding NotARecord(string text)
    {
        var trimmed = text.AsSpan().TrimStart();
        if (trimmed.Length < text.Length && IsRecord(trimmed))
        {
            return DmarcFindings.LeadingSpace.Found();
        }

        var reader = new DmarcTagReader(trimmed);
        var isVersion = trimmed.Length > 0 && trimmed[0] is 'v' or 'V' && reader.Read() && reader.Name.Length == 1;
        return isVersion && reader.Value.Equals("DMARC1".AsSpan(), StringComparison.OrdinalIgnoreCase)
            ? DmarcFindings.VersionCase.Found(DisplayText.Quote(reader.Value))
            : DmarcFindings.NotDmarc.Found(DisplayText.Quote(text));
    }
}
