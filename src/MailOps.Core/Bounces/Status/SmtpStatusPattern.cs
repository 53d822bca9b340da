using System;

namespace MailOps.Bounces;

/// <summary>
/// Codes written with wildcards, as people write them: <c>4.2.x</c>, <c>5.7.*</c>, <c>X.1.1</c>, <c>55x</c>. A class that is left open is the
/// one in which the code is most common, since the registry assigns none.
/// </summary>
internal sealed class SmtpStatusPattern
{
    public static readonly SmtpStatusPattern Any = new("*", "*", '*');

    // What can only be a success; all other codes are mostly seen with 5.
    private static readonly string[] Successes = ["1.5", "1.9", "3.6", "6.4"];

    private readonly string? _reply;
    private readonly string? _detail;
    private readonly char _class;

    private SmtpStatusPattern(string? reply, string? detail, char @class) => (_reply, _detail, _class) = (reply, detail, @class);

    /// <summary>Reads a pattern; false for a text without a wildcard in the place of a digit.</summary>
    public static bool TryRead(string text, out SmtpStatusPattern pattern)
    {
        pattern = Any;
        if (text == "*")
        {
            return true;
        }

        var dot = text.IndexOf('.');
        if (!IsPattern(text) || dot > 1)
        {
            return false;
        }

        pattern = dot < 0 ? new(text.Replace('x', '?').Replace('X', '?'), null, '*')
            : new(null, text.Substring(dot + 1).Replace('x', '*').Replace('X', '*'), char.IsDigit(text[0]) ? text[0] : '*');
        return true;
    }

    public bool FitsReply(int code) => _reply is not null && WildcardPattern.IsMatch(_reply, code.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Whether a registered pair of subject and detail fits, and the code that it makes with its class.</summary>
    public bool FitsEnhanced(string code, out EnhancedStatus status)
    {
        status = default;
        if (_detail is null || !WildcardPattern.IsMatch(_detail, code))
        {
            return false;
        }

        var @class = _class != '*' ? _class : Array.IndexOf(Successes, code) >= 0 ? '2' : '5';
        return EnhancedStatus.TryParse(@class + "." + code, out status);
    }

    // Digits, dots and wildcards, with at least one wildcard: five characters or so, never a text.
    private static bool IsPattern(string text)
    {
        var hasWildcard = false;
        foreach (var c in text)
        {
            if (c is 'x' or 'X' or '*' or '?')
            {
                hasWildcard = true;
            }
            else if (c != '.' && !char.IsDigit(c))
            {
                return false;
            }
        }

        return hasWildcard && text.Length <= 9;
    }
}
