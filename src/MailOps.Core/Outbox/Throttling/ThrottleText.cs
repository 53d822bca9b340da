using System.Collections.Generic;
using System.Globalization;

namespace MailOps.Outbox;

/// <summary>Throttles in words.</summary>
internal static class ThrottleText
{
    private static readonly Localized PerMinute = new("{0}/min", "{0}/min");
    private static readonly Localized PerDay = new("{0}/day", "{0}/Tag");
    private static readonly Localized Connections = new("{0} at once", "{0} zugleich");
    private static readonly Localized WarmUp = new("warm-up from {0}", "Aufwärmen ab {0}");

    public static string Describe(MailThrottle throttle)
    {
        List<string> parts = [];
        Add(PerMinute, throttle.MaxPerMinute);
        Add(PerDay, throttle.MaxPerDay);
        Add(Connections, throttle.MaxConnections);
        Add(WarmUp, throttle.WarmUp);
        if (throttle.Window is { } window)
        {
            parts.Add(window.ToString());
        }

        return string.Join(", ", parts);

        void Add(Localized text, int? value)
        {
            if (value is { } number)
            {
                parts.Add(string.Format(CultureInfo.CurrentCulture, text.Current, number));
            }
        }
    }
}
