using System;

namespace MailOps.Mime;

/// <summary>Reads the time of a Date field (RFC 5322 sections 3.3 and 4.3), obsolete forms included.</summary>
internal static class MailDateReader
{
    private const int MaxLength = 200;
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    /// <summary>The time in UTC; null when the text is none.</summary>
    public static DateTime? Read(string? text)
    {
        if (text is null || text.Length > MaxLength)
        {
            return null;
        }

        var words = new Words(text);
        var word = words.Next();
        if (word.Length > 0 && !IsDigit(word[0]))
        {
            word = words.Next();
        }

        var day = Number(word);
        var month = MonthOf(words.Next());
        var year = YearOf(words.Next());
        if (day is null || month == 0 || year is null || !TryReadTime(words.Next(), out var time) || day > DateTime.DaysInMonth(year.Value, month) || day == 0)
        {
            return null;
        }

        var local = new DateTime(year.Value, month, day.Value, 0, 0, 0, DateTimeKind.Utc) + time;
        var offset = OffsetOf(words.Next());
        return local.Year is > 1 and < 9999 ? local - offset : null;
    }

    /// <summary>The number of a month by its English name of three letters; 0 for anything else.</summary>
    public static int MonthOf(ReadOnlySpan<char> name)
    {
        if (name.Length != 3)
        {
            return 0;
        }

        for (var i = 0; i < 12; i++)
        {
            if (name.Equals(Months.AsSpan(i * 3, 3), StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static bool TryReadTime(ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        var first = text.IndexOf(':');
        if (first < 0)
        {
            return false;
        }

        var rest = text.Slice(first + 1);
        var second = rest.IndexOf(':');
        var hours = Number(text.Slice(0, first));
        var minutes = Number(second < 0 ? rest : rest.Slice(0, second));
        var seconds = second < 0 ? 0 : Number(rest.Slice(second + 1));
        if (hours is not <= 23 || minutes is not <= 59 || seconds is not <= 60)
        {
            return false;
        }

        // Section 3.3 allows the leap second, which the clock here does not know.
        time = new TimeSpan(hours.Value, minutes.Value, Math.Min(seconds.Value, 59));
        return true;
    }

    // Section 4.3: two digits below 50 are of this century, three digits count from 1900.
    private static int? YearOf(ReadOnlySpan<char> text) => Number(text) switch
    {
        { } year when text.Length == 2 => year < 50 ? 2000 + year : 1900 + year,
        { } year when text.Length == 3 => 1900 + year,
        { } year when year is >= 1900 and <= 9998 => year,
        _ => null,
    };

    private static TimeSpan OffsetOf(ReadOnlySpan<char> zone)
    {
        if (zone.Length == 5 && zone[0] is '+' or '-' && Number(zone.Slice(1)) is { } digits && digits % 100 < 60)
        {
            var offset = new TimeSpan(digits / 100, digits % 100, 0);
            return zone[0] == '-' ? -offset : offset;
        }

        return zone.ToString() switch
        {
            "EDT" => TimeSpan.FromHours(-4),
            "EST" or "CDT" => TimeSpan.FromHours(-5),
            "CST" or "MDT" => TimeSpan.FromHours(-6),
            "MST" or "PDT" => TimeSpan.FromHours(-7),
            "PST" => TimeSpan.FromHours(-8),
            _ => TimeSpan.Zero,
        };
    }

    private static int? Number(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 4)
        {
            return null;
        }

        var value = 0;
        foreach (var c in text)
        {
            if (!IsDigit(c))
            {
                return null;
            }

            value = (value * 10) + (c - '0');
        }

        return value;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    // Words between blanks and commas, comments left out.
    private ref struct Words(string text)
    {
        private int _position;

        public ReadOnlySpan<char> Next()
        {
            var depth = 0;
            while (_position < text.Length && (depth > 0 || text[_position] is ' ' or '\t' or '\r' or '\n' or ',' or '('))
            {
                depth += text[_position] == '(' ? 1 : text[_position] == ')' ? -1 : 0;
                _position++;
            }

            var start = _position;
            while (_position < text.Length && text[_position] is not (' ' or '\t' or '\r' or '\n' or ',' or '('))
            {
                _position++;
            }

            return text.AsSpan(start, _position - start);
        }
    }
}
