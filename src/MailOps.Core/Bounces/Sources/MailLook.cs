using System;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>Tells a mail from a file of any other kind, by the fields at its start.</summary>
internal static class MailLook
{
    private static readonly string[] CommonFields =
    [
        "From", "To", "Subject", "Date", "Received", "Return-Path", "Message-ID", "Content-Type", "MIME-Version", "Delivered-To", "X-Original-To",
        "Reply-To", "Sender", "DKIM-Signature", "Authentication-Results", "X-Mailer", "Envelope-To", "List-Id", "X-Envelope-From",
    ];

    public static bool HasHeader(ReadOnlySpan<byte> content)
    {
        var lines = new ByteLines(content.Length > 64 * 1024 ? content.Slice(0, 64 * 1024) : content);
        for (var count = 0; count < 200 && lines.Next(); count++)
        {
            var line = lines.Current;
            var colon = line.IndexOf((byte)':');
            if (colon > 0 && IsCommon(line.Slice(0, colon)))
            {
                return true;
            }

            if (line.IndexOf((byte)0) >= 0)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether a line is one of the fields that nearly every mail has some of.</summary>
    public static bool IsCommonField(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        var name = colon < 0 ? default : line.Slice(0, colon).TrimEnd();
        foreach (var field in CommonFields)
        {
            if (name.Equals(field.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCommon(ReadOnlySpan<byte> name)
    {
        while (!name.IsEmpty && name[name.Length - 1] is (byte)' ' or (byte)'\t')
        {
            name = name.Slice(0, name.Length - 1);
        }

        foreach (var field in CommonFields)
        {
            if (AsciiText.EqualsIgnoreCase(name, field))
            {
                return true;
            }
        }

        return false;
    }
}
