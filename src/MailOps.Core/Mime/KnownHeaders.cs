using System;
using System.Collections.Generic;

namespace MailOps.Mime;

/// <summary>Field names that real mail uses, to tell a header that goes on from a body, and to spare a string for each field.</summary>
internal static class KnownHeaders
{
    private static readonly string[] Names =
    [
        "Accept-Language", "Action", "ARC-Authentication-Results", "ARC-Message-Signature", "ARC-Seal", "Arrival-Date",
        "Authentication-Results", "Auto-Submitted", "Bcc", "Cc", "Content-Class", "Content-Description", "Content-Disposition",
        "Content-ID", "Content-Language", "Content-Length", "Content-Location", "Content-MD5", "Content-Transfer-Encoding",
        "Content-Type", "Date", "Delivered-To", "Diagnostic-Code", "Disposition-Notification-To", "DKIM-Signature",
        "DomainKey-Signature", "DSN-Gateway", "Envelope-To", "Errors-To", "Feedback-ID", "Final-Log-ID", "Final-Recipient", "From",
        "Importance", "In-Reply-To", "Last-Attempt-Date", "List-Archive", "List-Help", "List-ID", "List-Owner", "List-Post",
        "List-Subscribe", "List-Unsubscribe", "List-Unsubscribe-Post", "Message-ID", "Message-Id", "MIME-Version", "Mime-Version",
        "Organization", "Original-Envelope-Id", "Original-Recipient", "Precedence", "Priority", "Received", "Received-From-MTA",
        "Received-SPF", "References", "Remote-MTA", "Reply-To", "Reporting-MTA", "Resent-Date", "Resent-From", "Resent-Message-ID",
        "Resent-Sender", "Resent-To", "Return-Path", "Sender", "Status", "Subject", "Thread-Index", "Thread-Topic", "To", "User-Agent",
        "Will-Retry-Until", "X-Actual-Recipient", "X-Autoreply", "X-Failed-Recipients", "X-Loop", "X-Mailer", "X-MimeOLE",
        "X-MS-Exchange-Organization-SCL", "X-MSMail-Priority", "X-Original-To", "X-Originating-IP", "X-Postfix-Queue-ID",
        "X-Postfix-Sender", "X-Priority", "X-Spam-Flag", "X-Spam-Level", "X-Spam-Score", "X-Spam-Status", "X-Supplementary-Info",
    ];

    private static readonly string[]?[] ByKey = MakeTable();

    /// <summary>The name as a string, one instance for each name in use.</summary>
    public static string NameOf(ReadOnlySpan<byte> name)
    {
        foreach (var known in ByKey[Key(name)] ?? [])
        {
            if (AsciiText.EqualsExactly(name, known))
            {
                return known;
            }
        }

        return AsciiText.Latin1(name);
    }

    /// <summary>Whether a field that mail uses begins at a position; the case of letters does not matter.</summary>
    public static bool BeginsAt(ReadOnlySpan<byte> source, int position)
    {
        var length = source.Slice(position, Math.Min(64, source.Length - position)).IndexOf((byte)':');
        if (length < 1)
        {
            return false;
        }

        var name = source.Slice(position, length);
        while (name.Length > 0 && LineEnds.IsSpace(name[name.Length - 1]))
        {
            name = name.Slice(0, name.Length - 1);
        }

        foreach (var known in ByKey[Key(name)] ?? [])
        {
            if (AsciiText.EqualsIgnoreCase(name, known))
            {
                return true;
            }
        }

        return AsciiText.StartsWithIgnoreCase(name, "x-") && name.IndexOf((byte)' ') < 0;
    }

    // Length and the letters at both ends, without their case.
    private static int Key(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? 0 : (name.Length + ((name[0] & 0x1F) * 7) + ((name[name.Length - 1] & 0x1F) * 31) + ((name[name.Length / 2] & 0x1F) * 13)) & 0x1FF;

    private static string[]?[] MakeTable()
    {
        var table = new List<string>?[0x200];
        Span<byte> bytes = stackalloc byte[64];
        foreach (var name in Names)
        {
            for (var i = 0; i < name.Length; i++)
            {
                bytes[i] = (byte)name[i];
            }

            (table[Key(bytes.Slice(0, name.Length))] ??= []).Add(name);
        }

        return Array.ConvertAll(table, names => names?.ToArray());
    }
}
