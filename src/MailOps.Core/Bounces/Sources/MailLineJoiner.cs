using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Bounces;

/// <summary>
/// Makes a mail again of lines that come one by one. A header shows it: fields, two of them usual ones, up to an empty line. Until then lines wait, for a
/// reply or a line of a log may look like a field too; what turns out to be none is given back.
/// </summary>
/// <param name="documents">Whether a text that begins as XML, JSON or an archive does is joined as well.</param>
internal sealed class MailLineJoiner(bool documents = false)
{
    private const int MaxHeaderLines = 1000;
    private const int MinUsualFields = 2;
    private const int MaxChars = 64 << 20;

    private readonly List<string> _waiting = [];
    private readonly StringBuilder _text = new();
    private int _usual;

    /// <summary>Whether no line waits and no mail has begun.</summary>
    public bool IsIdle => _waiting.Count == 0 && !IsJoining;

    /// <summary>Whether a mail has begun: all that comes belongs to it until <see cref="End"/>.</summary>
    public bool IsJoining { get; private set; }

    /// <summary>Whether the mail has become longer than memory should hold; its lines are not kept any more.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Takes a line; false when it is none of a mail.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="refused">Gets how many of the lines that waited are none either; they come before this one.</param>
    public bool TryAdd(string line, out int refused)
    {
        refused = 0;
        if (IsJoining)
        {
            Append(line);
            return true;
        }

        if (_waiting.Count > 0 && !Continues(line))
        {
            refused = _waiting.Count;
            _waiting.Clear();
            _usual = 0;
        }

        if (_waiting.Count == 0 && documents && BeginsDocument(line))
        {
            IsJoining = true;
            Append(line);
            return true;
        }

        if (_waiting.Count == 0 && !line.StartsWith("From ", StringComparison.Ordinal) && !IsField(line))
        {
            return false;
        }

        _waiting.Add(line);
        _usual += MailLook.IsCommonField(line.AsSpan()) ? 1 : 0;
        if (line.Length == 0)
        {
            Begin();
        }

        return true;
    }

    /// <summary>Ends the mail, whose text it is; null when there is none.</summary>
    /// <param name="refused">Gets how many of the lines that waited are none of a mail.</param>
    public string? End(out int refused)
    {
        if (_usual >= MinUsualFields && !IsJoining)
        {
            Begin();
        }

        refused = _waiting.Count;
        var text = IsJoining ? _text.ToString() : null;
        _waiting.Clear();
        _text.Clear();
        (_usual, IsJoining, IsTooLong) = (0, false, false);
        return text;
    }

    // An empty line ends the header, if it was one.
    private bool Continues(string line) =>
        line.Length == 0 ? _usual >= MinUsualFields : _waiting.Count < MaxHeaderLines && (line[0] is ' ' or '\t' || IsField(line));

    private void Begin()
    {
        IsJoining = true;
        _waiting.ForEach(Append);
        _waiting.Clear();
    }

    private void Append(string line)
    {
        if (_text.Length + line.Length > MaxChars)
        {
            IsTooLong = true;
            _text.Clear();
        }

        if (!IsTooLong)
        {
            _text.Append(line).Append("\r\n");
        }
    }

    // RFC 5322 section 2.2: a name of printable characters without blanks. One letter before a colon is a drive.
    private static bool IsField(string line)
    {
        var colon = line.IndexOf(':');
        if (colon < 2 || !(line[0] < 0x80 && char.IsLetter(line[0])))
        {
            return false;
        }

        for (var i = 1; i < colon; i++)
        {
            if (line[i] is <= ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private static bool BeginsDocument(string line)
    {
        var start = line.AsSpan().TrimStart('\uFEFF').TrimStart();
        return !start.IsEmpty && (start[0] is '<' or '{' or '\u001F' || start.StartsWith("PK\u0003\u0004".AsSpan(), StringComparison.Ordinal));
    }
}
