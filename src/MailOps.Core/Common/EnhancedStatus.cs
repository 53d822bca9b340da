using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MailOps;

/// <summary>
/// An enhanced mail system status code, <c>class.subject.detail</c> (RFC 3463 section 2). The default value, <c>0.0.0</c>, stands for
/// none.
/// </summary>
public readonly record struct EnhancedStatus : IComparable<EnhancedStatus>
{
    private EnhancedStatus(int @class, int subject, int detail)
    {
        Class = @class;
        Subject = subject;
        Detail = detail;
    }

    /// <summary>2 success, 4 persistent transient failure, 5 permanent failure; 0 when there is no code.</summary>
    public int Class { get; }

    /// <summary>The second number, 0 to 999: 1 addressing, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 policy.</summary>
    public int Subject { get; }

    /// <summary>The third number, 0 to 999.</summary>
    public int Detail { get; }

    /// <summary>Whether this is a code at all.</summary>
    public bool HasValue => Class != 0;

    /// <summary>Whether the class is 5.</summary>
    public bool IsPermanent => Class == 5;

    /// <summary>Makes a code from its numbers.</summary>
    /// <param name="class">2, 4 or 5.</param>
    /// <param name="subject">0 to 999.</param>
    /// <param name="detail">0 to 999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static EnhancedStatus Create(int @class, int subject, int detail) =>
        @class is not (2 or 4 or 5) ? throw new ArgumentOutOfRangeException(nameof(@class))
        : subject is < 0 or > 999 ? throw new ArgumentOutOfRangeException(nameof(subject))
        : detail is < 0 or > 999 ? throw new ArgumentOutOfRangeException(nameof(detail))
        : new EnhancedStatus(@class, subject, detail);

    /// <summary>Reads exactly one code, nothing before or after it.</summary>
    /// <param name="text">The text, such as <c>5.1.1</c>.</param>
    /// <param name="status">The code.</param>
    /// <returns>False when the text is not one code.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out EnhancedStatus status)
    {
        status = default;
        return text is not null && TryRead(text.AsSpan(), out status, out var length) && length == text.Length;
    }

    /// <summary>
    /// Reads a code at the start of a text: <c>class "." subject "." detail</c> with one to three digits each (RFC 3463 section 2) and no
    /// further digit or dot-digit behind it, so that an IP address such as 4.2.2.1 is none.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="status">The code.</param>
    /// <param name="length">How many characters it takes.</param>
    internal static bool TryRead(ReadOnlySpan<char> text, out EnhancedStatus status, out int length)
    {
        status = default;
        length = 0;
        if (text.Length < 5 || text[0] is not ('2' or '4' or '5') || text[1] != '.')
        {
            return false;
        }

        var position = 2;
        if (!TryReadNumber(text, ref position, out var subject) || position >= text.Length || text[position] != '.')
        {
            return false;
        }

        position++;
        if (!TryReadNumber(text, ref position, out var detail))
        {
            return false;
        }

        if (position < text.Length && (IsDigit(text[position])
            || (text[position] == '.' && position + 1 < text.Length && IsDigit(text[position + 1]))))
        {
            return false;
        }

        status = new EnhancedStatus(text[0] - '0', subject, detail);
        length = position;
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(EnhancedStatus other) =>
        Class != other.Class ? Class.CompareTo(other.Class)
        : Subject != other.Subject ? Subject.CompareTo(other.Subject)
        : Detail.CompareTo(other.Detail);

    /// <summary>Whether the left code sorts before the right one.</summary>
    public static bool operator <(EnhancedStatus left, EnhancedStatus right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left code sorts behind the right one.</summary>
    public static bool operator >(EnhancedStatus left, EnhancedStatus right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left code does not sort behind the right one.</summary>
    public static bool operator <=(EnhancedStatus left, EnhancedStatus right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left code does not sort before the right one.</summary>
    public static bool operator >=(EnhancedStatus left, EnhancedStatus right) => left.CompareTo(right) >= 0;

    /// <summary>The code with dots; empty when there is none.</summary>
    public override string ToString() =>
        HasValue ? string.Format(CultureInfo.InvariantCulture, "{0}.{1}.{2}", Class, Subject, Detail) : "";

    private static bool TryReadNumber(ReadOnlySpan<char> text, ref int position, out int number)
    {
        number = 0;
        var start = position;
        while (position < text.Length && position - start < 3 && IsDigit(text[position]))
        {
            number = (number * 10) + (text[position] - '0');
            position++;
        }

        return position > start;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
