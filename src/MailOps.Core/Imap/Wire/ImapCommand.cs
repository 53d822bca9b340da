using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Imap;

/// <summary>
/// A command under construction. Text of callers enters through <see cref="String"/> alone, as a quoted string or a literal; no CR, LF or
/// NUL passes, so that no value can begin another command.
/// </summary>
internal sealed class ImapCommand
{
    // Longer strings go as literals, which have no limit in any server.
    private const int MaxQuoted = 1000;

    private readonly List<byte> _bytes = [];
    private readonly List<int> _waits = [];
    private readonly bool _nonSynchronizing;
    private readonly bool _utf8;

    /// <param name="name">The command and what of it is known to be harmless.</param>
    /// <param name="capabilities">What the server can take.</param>
    public ImapCommand(string name, ImapCapabilities capabilities)
    {
        Name = name.Split(' ') is { Length: > 1 } words && words[0] == "UID" ? words[0] + " " + words[1] : name.Split(' ')[0];
        _nonSynchronizing = capabilities.LiteralPlus || capabilities.LiteralMinus;
        MaxNonSynchronizing = capabilities.LiteralPlus ? int.MaxValue : 4096;
        _utf8 = capabilities.Utf8Enabled;
        Raw(name);
    }

    /// <summary>The command's name, for messages.</summary>
    public string Name { get; }

    /// <summary>What the transcript shows; the command itself unless it holds secrets or contents.</summary>
    public string? Shown { get; set; }

    /// <summary>The octets, without tag and final CRLF.</summary>
    public byte[] Bytes => [.. _bytes];

    /// <summary>The offsets at which the server has to ask for more before the octets behind are sent.</summary>
    public IReadOnlyList<int> Waits => _waits;

    // RFC 7888 section 5: LITERAL- takes at most 4096 octets without waiting.
    private int MaxNonSynchronizing { get; }

    /// <summary>Appends words of our own.</summary>
    public ImapCommand Raw(string text)
    {
        Check(text);
        _bytes.AddRange(Encoding.ASCII.GetBytes(text));
        return this;
    }

    /// <summary>Appends a string of any caller, with a space before it.</summary>
    public ImapCommand String(string text)
    {
        Check(text);
        Raw(" ");
        var isPlain = true;
        foreach (var c in text)
        {
            isPlain &= c is >= ' ' and <= '~' || (_utf8 && c > '\u009F');
        }

        if (!isPlain || text.Length > MaxQuoted)
        {
            return Literal(Encoding.UTF8.GetBytes(text));
        }

        _bytes.AddRange(Encoding.UTF8.GetBytes("\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\""));
        return this;
    }

    /// <summary>Appends octets of any kind as a literal.</summary>
    public ImapCommand Literal(byte[] content)
    {
        var waits = !_nonSynchronizing || content.Length > MaxNonSynchronizing;
        Raw("{" + content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) + (waits ? "}" : "+}"));
        _bytes.Add((byte)'\r');
        _bytes.Add((byte)'\n');
        if (waits)
        {
            _waits.Add(_bytes.Count);
        }

        _bytes.AddRange(content);
        return this;
    }

    /// <summary>Appends an atom of any caller, such as a keyword.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Mailbox.InvalidName</c>.</exception>
    public ImapCommand Atom(string atom)
    {
        // ATOM-CHAR; flags may begin with a backslash.
        for (var i = 0; i < atom.Length; i++)
        {
            if (atom[i] is <= ' ' or > '~' or '(' or ')' or '{' or '%' or '*' or '"' or ']' || (atom[i] == '\\' && i > 0))
            {
                throw Mailboxes.MailboxErrors.InvalidName("flag", atom);
            }
        }

        return atom.Length == 0 || atom == "\\" ? throw Mailboxes.MailboxErrors.InvalidName("flag", atom) : Raw(atom);
    }

    private static void Check(string text)
    {
        if (text.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw ImapErrors.CommandInjection(text);
        }
    }
}
