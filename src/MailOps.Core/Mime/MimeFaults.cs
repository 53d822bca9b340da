using System;
using System.Collections.Generic;

namespace MailOps.Mime;

/// <summary>
/// What reading noticed, one bit each, so that noticing costs nothing; <see cref="MimeFaultWords.ToFindings"/> puts it into words when somebody asks.
/// </summary>
[Flags]
internal enum MimeFaults
{
    None = 0,
    DepthLimit = 1 << 0,
    PartLimit = 1 << 1,
    HeaderCountLimit = 1 << 2,
    HeaderLengthLimit = 1 << 3,
    HeaderBytesLimit = 1 << 4,
    TextLimit = 1 << 5,
    ByteOrderMark = 1 << 6,
    Utf16 = 1 << 7,
    LeadingLines = 1 << 8,
    NoHeader = 1 << 9,
    MissingSeparator = 1 << 10,
    StrayHeaderLine = 1 << 11,
    HeaderCharset = 1 << 12,
    EncodedWord = 1 << 13,
    HeaderControl = 1 << 14,
    ContentType = 1 << 15,
    DuplicateContentField = 1 << 16,
    Parameter = 1 << 17,
    NoBoundary = 1 << 18,
    BoundaryNotFound = 1 << 19,
    NotClosed = 1 << 20,
    SharedBoundary = 1 << 21,
    PartsBehindClose = 1 << 22,
    EncodedMultipart = 1 << 23,
    UnknownEncoding = 1 << 24,
    Base64 = 1 << 25,
    QuotedPrintable = 1 << 26,
    Uuencode = 1 << 27,
    UnknownCharset = 1 << 28,
    WrongCharset = 1 << 29,
    NoCharset = 1 << 30,

    /// <summary>Something of the message was not read, so that what was read may mislead.</summary>
    Cut = DepthLimit | PartLimit | HeaderCountLimit | HeaderLengthLimit | HeaderBytesLimit | TextLimit,
}

internal static class MimeFaultWords
{
    // In the order of the bits above.
    private static readonly FindingRule[] Rules =
    [
        MimeFindings.DepthLimit, MimeFindings.PartLimit, MimeFindings.HeaderCountLimit, MimeFindings.HeaderLengthLimit,
        MimeFindings.HeaderBytesLimit, MimeFindings.TextLimit, MimeFindings.ByteOrderMark, MimeFindings.Utf16, MimeFindings.LeadingLines,
        MimeFindings.NoHeader, MimeFindings.MissingSeparator, MimeFindings.StrayHeaderLine, MimeFindings.HeaderCharset,
        MimeFindings.EncodedWord, MimeFindings.HeaderControl, MimeFindings.ContentType, MimeFindings.DuplicateContentField,
        MimeFindings.Parameter, MimeFindings.NoBoundary, MimeFindings.BoundaryNotFound, MimeFindings.NotClosed,
        MimeFindings.SharedBoundary, MimeFindings.PartsBehindClose, MimeFindings.EncodedMultipart, MimeFindings.UnknownEncoding,
        MimeFindings.Base64, MimeFindings.QuotedPrintable, MimeFindings.Uuencode, MimeFindings.UnknownCharset,
        MimeFindings.WrongCharset, MimeFindings.NoCharset,
    ];

    /// <summary>Whether a finding says that something of the message was not read.</summary>
    public static bool IsCut(string id)
    {
        for (var i = 0; i < Rules.Length; i++)
        {
            if (((int)MimeFaults.Cut & (1 << i)) != 0 && Rules[i].Id == id)
            {
                return true;
            }
        }

        return false;
    }

    public static FindingList ToFindings(this MimeFaults faults)
    {
        if (faults == MimeFaults.None)
        {
            return FindingList.Empty;
        }

        var findings = new List<Finding>();
        for (var i = 0; i < Rules.Length; i++)
        {
            if (((int)faults & (1 << i)) != 0)
            {
                findings.Add(Rules[i].Found());
            }
        }

        return new FindingList(findings);
    }
}
