using System.Management.Automation;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>A cmdlet whose parameters are the limits of a throttle. What is not named stays as it is; 0 takes a limit away.</summary>
public abstract class ThrottleCmdlet : MailOpsStoreCmdlet
{
    /// <summary>How many messages may leave within any 60 seconds, over all dispatchers; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 10_000_000)]
    public int? MaxPerMinute { get; set; }

    /// <summary>How many recipients may be served within any 24 hours; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 100_000_000)]
    public int? MaxPerDay { get; set; }

    /// <summary>How many messages may be under way at the same time; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int? MaxConnections { get; set; }

    /// <summary>Warm-up: so many recipients on the first day, twice as many on each following one, until -MaxPerDay; 0 for none.</summary>
    [Parameter]
    [ValidateRange(0, 100_000_000)]
    public int? WarmUp { get; set; }

    /// <summary>Begin the warm-up anew with the next mail.</summary>
    [Parameter]
    public SwitchParameter RestartWarmUp { get; set; }

    /// <summary>The hours in which mail may leave, such as 08:00-18:00; an empty text for all.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? SendWindow { get; set; }

    /// <summary>The time zone of -SendWindow, such as Europe/Berlin. Default: that of this machine.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>The published limits of a provider, for what is not named here.</summary>
    [Parameter]
    public ThrottlePreset Preset { get; set; }

    /// <exception cref="MailOpsException">MailOps.Outbox.InvalidSendWindow, UnknownTimeZone.</exception>
    private protected MailThrottle Limit(MailThrottle before)
    {
        var after = before with
        {
            MaxPerMinute = Value(MaxPerMinute, before.MaxPerMinute),
            MaxPerDay = Value(MaxPerDay, before.MaxPerDay),
            MaxConnections = Value(MaxConnections, before.MaxConnections),
            WarmUp = Value(WarmUp, before.WarmUp),
            WarmUpFrom = RestartWarmUp ? null : before.WarmUpFrom,
            Window = SendWindow is { Length: 0 } ? null
                : SendWindow is { } hours ? Outbox.SendWindow.Parse(hours, TimeZone ?? before.Window?.TimeZone)
                : TimeZone is not null && before.Window is { } window ? Outbox.SendWindow.Parse(window.Hours, TimeZone)
                : before.Window,
        };
        return Preset == ThrottlePreset.None ? after : ThrottlePresets.Apply(after, Preset);
    }

    private static int? Value(int? given, int? before) => given is null ? before : given == 0 ? null : given;
}
