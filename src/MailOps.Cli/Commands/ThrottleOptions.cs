using System.Collections.Generic;
using System.CommandLine;
using MailOps.Outbox;

namespace MailOps.Cli.Commands;

/// <summary>The limits of a throttle on the command line. What is not named stays as it is; 0 takes a limit away.</summary>
internal static class ThrottleOptions
{
    private static readonly Option<int?> PerMinute = Limit("--max-per-minute", "How many messages may leave within any 60 seconds; 0: no limit.");

    private static readonly Option<int?> PerDay = Limit("--max-per-day", "How many recipients may be served within any 24 hours; 0: no limit.");

    private static readonly Option<int?> Connections = Limit("--max-connections", "How many messages may be under way at the same time; 0: no limit.");

    private static readonly Option<int?> WarmUp = Limit("--warm-up", "So many recipients on the first day, twice as many on each following one; 0: none.");

    private static readonly Option<string?> Window = new("--send-window") { Description = "The hours in which mail may leave, such as 08:00-18:00; '': all.", HelpName = "hours" };

    private static readonly Option<string?> Zone = new("--time-zone") { Description = "The time zone of --send-window, such as Europe/Berlin.", HelpName = "zone" };

    private static readonly Option<ThrottlePreset> Preset = new("--preset")
    {
        Description = "The published limits of a provider: exchangeOnline, googleWorkspace, gmail, amazonSesSandbox.",
        HelpName = "name",
    };

    public static IEnumerable<Option> All => [PerMinute, PerDay, Connections, WarmUp, Window, Zone, Preset];

    public static MailThrottle Apply(ParseResult parsed, MailThrottle before)
    {
        var hours = parsed.GetValue(Window);
        var zone = parsed.GetValue(Zone);
        var after = before with
        {
            MaxPerMinute = Value(parsed.GetValue(PerMinute), before.MaxPerMinute),
            MaxPerDay = Value(parsed.GetValue(PerDay), before.MaxPerDay),
            MaxConnections = Value(parsed.GetValue(Connections), before.MaxConnections),
            WarmUp = Value(parsed.GetValue(WarmUp), before.WarmUp),
            Window = hours is { Length: 0 } ? null
                : hours is not null ? SendWindow.Parse(hours, zone ?? before.Window?.TimeZone)
                : zone is not null && before.Window is { } window ? SendWindow.Parse(window.Hours, zone)
                : before.Window,
        };
        return ThrottlePresets.Apply(after, parsed.GetValue(Preset));
    }

    private static Option<int?> Limit(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "count" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 0)
            {
                result.AddError(name + " must not be negative.");
            }
        });
        return option;
    }

    private static int? Value(int? given, int? before) => given is null ? before : given == 0 ? null : given;
}
