using System;
using System.Collections.Generic;

namespace MailOps.Mime;

/// <summary>
/// Reads content that consists of header fields: message/delivery-status and message/disposition-notification (RFC 3464, RFC 8098: groups
/// of fields with empty lines between them), message/feedback-report (RFC 5965), text/rfc822-headers (RFC 6522). Line ends, a byte order
/// mark, white space before a colon and lines that are no fields are tolerated.
/// </summary>
public static class MimeHeaderBlock
{
    /// <summary>
    /// The groups of fields, read one by one while the caller goes on, so that a report on a million recipients needs no memory for all
    /// of them. Groups without any field are left out.
    /// </summary>
    /// <param name="content">The transfer-decoded content.</param>
    /// <param name="limits">The limits of one group; null for <see cref="MimeLimits.Default"/>.</param>
    public static IEnumerable<MimeHeaderList> ReadGroups(ReadOnlyMemory<byte> content, MimeLimits? limits = null)
    {
        var scanner = new HeaderScanner(limits ?? MimeLimits.Default);
        var position = MimeTreeReader.ByteOrderMarkLength(content.Span);
        while (position < content.Length)
        {
            scanner.Scan(content.Span, position, HeaderPlace.Group, boundaries: null);
            position = scanner.BodyStart;
            var fields = scanner.TakeFields();
            if (fields.Length > 0)
            {
                yield return new MimeHeaderList(content, fields, scanner.Faults);
            }
        }
    }

    /// <summary>The first group of fields; an empty list when there is none.</summary>
    /// <param name="content">The transfer-decoded content, such as that of a text/rfc822-headers part.</param>
    /// <param name="limits">The limits; null for <see cref="MimeLimits.Default"/>.</param>
    public static MimeHeaderList ReadFirst(ReadOnlyMemory<byte> content, MimeLimits? limits = null)
    {
        foreach (var group in ReadGroups(content, limits))
        {
            return group;
        }

        return new MimeHeaderList(content, [], MimeFaults.None);
    }
}
