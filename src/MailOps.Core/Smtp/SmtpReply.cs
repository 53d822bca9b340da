using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MailOps.Smtp;

/// <summary>A reply of a server: a code of three digits and one or more lines of text (RFC 5321 section 4.2).</summary>
public sealed record SmtpReply
{
    /// <summary>The code, 200 to 599.</summary>
    public required int Code { get; init; }

    /// <summary>The text of each line without the code, with its enhanced status; control characters are replaced by U+FFFD.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>
    /// The enhanced status at the start of the text (RFC 2034); none when there is no status or its class contradicts the code.
    /// </summary>
    public EnhancedStatus EnhancedStatus => Lines.Count > 0 && TryReadStatus(Lines[0], out var status, out _) ? status : default;

    /// <summary>The lines as one, without the enhanced status.</summary>
    public string Text => string.Join(" ", Lines.Select(StripStatus).Where(line => line.Length > 0));

    /// <summary>Whether the code is 2xx.</summary>
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>Whether the code is 4xx: a later attempt may succeed.</summary>
    public bool IsTransient => Code is >= 400 and < 500;

    /// <summary>Whether the code is 5xx.</summary>
    public bool IsPermanent => Code is >= 500 and < 600;

    /// <summary>Code, enhanced status and text on one line.</summary>
    public override string ToString()
    {
        var status = EnhancedStatus;
        return string.Format(CultureInfo.InvariantCulture, status.HasValue ? "{0} {1} {2}" : "{0} {2}", Code, status, Text).TrimEnd();
    }

    private string StripStatus(string line) =>
        TryReadStatus(line, out _, out var length) ? line.AsSpan(length).Trim().ToString() : line.Trim();

    // RFC 2034 section 4: the status stands first on every line of the reply, and its class is the first digit of the code.
    private bool TryReadStatus(string line, out EnhancedStatus status, out int length)
    {
        if (EnhancedStatus.TryRead(line.AsSpan(), out status, out length) && status.Class == Code / 100
            && (length == line.Length || line[length] is ' ' or '\t'))
        {
            return true;
        }

        status = default;
        length = 0;
        return false;
    }
}
