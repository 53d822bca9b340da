namespace MailOps.Outbox;

/// <summary>What well-known providers publish as their limits for sending through one account.</summary>
public enum ThrottlePreset
{
    /// <summary>None.</summary>
    None,

    /// <summary>Exchange Online (client submission): 10,000 recipients a day, 30 messages a minute, 3 connections at once.</summary>
    ExchangeOnline,

    /// <summary>Google Workspace: 2,000 messages a day.</summary>
    GoogleWorkspace,

    /// <summary>A personal Gmail account: 500 recipients a day.</summary>
    Gmail,

    /// <summary>Amazon SES in its sandbox: 200 recipients a day, one message a second.</summary>
    AmazonSesSandbox,
}

/// <summary>The figures behind the presets.</summary>
public static class ThrottlePresets
{
    /// <summary>Fills in what a preset limits and the throttle does not say itself.</summary>
    /// <param name="throttle">The throttle.</param>
    /// <param name="preset">The preset.</param>
    public static MailThrottle Apply(MailThrottle throttle, ThrottlePreset preset)
    {
        System.ArgumentNullException.ThrowIfNull(throttle);
        var (perMinute, perDay, connections) = preset switch
        {
            // https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits, "Sending limits".
            ThrottlePreset.ExchangeOnline => (30, 10_000, 3),
            // https://support.google.com/a/answer/166852
            ThrottlePreset.GoogleWorkspace => ((int?)null, 2000, (int?)null),
            // https://support.google.com/mail/answer/22839
            ThrottlePreset.Gmail => (null, 500, null),
            // https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html
            ThrottlePreset.AmazonSesSandbox => (60, 200, null),
            _ => ((int?)null, (int?)null, (int?)null),
        };
        return throttle with
        {
            MaxPerMinute = throttle.MaxPerMinute ?? perMinute,
            MaxPerDay = throttle.MaxPerDay ?? perDay,
            MaxConnections = throttle.MaxConnections ?? connections,
        };
    }
}
