using System;
using System.Globalization;

namespace MailOps.Mailboxes;

/// <summary>What of a message to read (RFC 9051 section 6.4.5.1).</summary>
public readonly record struct MailSection
{
    private readonly string? _text;

    private MailSection(string text) => _text = text;

    /// <summary>The whole message.</summary>
    public static MailSection Whole { get; } = new("");

    /// <summary>The header with the empty line.</summary>
    public static MailSection Header { get; } = new("HEADER");

    /// <summary>Everything behind the header.</summary>
    public static MailSection Body { get; } = new("TEXT");

    /// <summary>The content of a part, still encoded.</summary>
    /// <param name="number">Its number, such as <c>1.2</c>.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static MailSection Part(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        var levels = number.Split('.');
        foreach (var level in levels)
        {
            if (!int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1)
            {
                throw new ArgumentException("A part has a number such as 1.2.", nameof(number));
            }
        }

        return new MailSection(number);
    }

    /// <summary>As IMAP writes it, without brackets; empty for the whole message.</summary>
    public override string ToString() => _text ?? "";
}
