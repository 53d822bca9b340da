using System;
using System.Globalization;
using System.Management.Automation;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>What -Delay and -At say together.</summary>
internal static class DueTimeArgument
{
    /// <summary>The time of -At where it is given (a time or a text), else after the delay.</summary>
    public static MailDueTime Read(object? at, TimeSpan delay, MailClock clock) => (at is PSObject wrapper ? wrapper.BaseObject : at) switch
    {
        null => MailDueTime.After(delay),
        DateTime time => MailDueTime.AtTime(time, null, clock.UtcNow),
        DateTimeOffset time => MailDueTime.AtTime(time, clock.UtcNow),
        var text => MailDueTime.Parse(Convert.ToString(text, CultureInfo.InvariantCulture) ?? "", null, clock.UtcNow),
    };
}
