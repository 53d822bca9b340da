using System;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MailOps.Cli;

/// <summary>Durations on the command line: <c>00:02:00</c>, <c>90s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c> or <c>0</c>.</summary>
internal static class Durations
{
    public const string HelpName = "hh:mm:ss|5m";

    // The framework reads a bare "5" as five days, which nobody who writes --delay 5 has in mind.
    public static TimeSpan Parse(ArgumentResult result) => TryRead(result, out var duration) ? duration : default;

    public static TimeSpan? ParseOptional(ArgumentResult result) => TryRead(result, out var duration) ? duration : null;

    private static bool TryRead(ArgumentResult result, out TimeSpan duration)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (TryParse(text, out duration))
        {
            return true;
        }

        result.AddError($"'{text}' is no duration: write 00:02:00, 90s, 5m, 2h, 1d or 0.");
        return false;
    }

    private static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0")
        {
            return true;
        }

        if (text.Contains(':'))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration) && duration >= TimeSpan.Zero;
        }

        if (text.Length < 2 || !double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > 3653)
        {
            return false;
        }

        switch (text[^1])
        {
            case 's':
                duration = TimeSpan.FromSeconds(number);
                return true;
            case 'm':
                duration = TimeSpan.FromMinutes(number);
                return true;
            case 'h':
                duration = TimeSpan.FromHours(number);
                return true;
            case 'd':
                duration = TimeSpan.FromDays(number);
                return true;
            default:
                return false;
        }
    }
}
