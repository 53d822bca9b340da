using System;
using System.Globalization;
using System.Linq;

namespace MailOps.Smtp;

/// <summary>Refuses options that cannot work, before anything is sent.</summary>
internal static class SmtpOptionsCheck
{
    public static void Run(SmtpOptions options)
    {
        Require(options.Host.Length is > 0 and <= 255 && options.Host.All(c => c > ' ' && c != '\u007F'), nameof(options.Host), options.Host);
        Require(options.Port is null or (> 0 and <= 65535), nameof(options.Port), Text(options.Port));
        Require(options.MaxConnections > 0, nameof(options.MaxConnections), Text(options.MaxConnections));
        Require(options.MaxMessagesPerConnection > 0, nameof(options.MaxMessagesPerConnection), Text(options.MaxMessagesPerConnection));
        if (options.HeloName is { } name)
        {
            // A domain or an address literal, nothing that ends the command (RFC 5321 section 4.1.1.1).
            Require(name.Length is > 0 and <= 255 && name.All(c => c is > ' ' and < '\u007F'), nameof(options.HeloName), name);
        }

        var times = options.Timeouts;
        foreach (var time in new[]
        {
            times.Connect, times.Tls, times.Greeting, times.Command, times.DataStart, times.DataBlock, times.FinalDot, times.Quit, times.Idle,
        })
        {
            // Timers of .NET Framework end at 2^31 - 2 ms.
            Require(time > TimeSpan.Zero && time.TotalMilliseconds < int.MaxValue, nameof(options.Timeouts), time.ToString());
        }
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static void Require(bool isUsable, string option, string value)
    {
        if (!isUsable)
        {
            throw SmtpErrors.InvalidOptions(option, value);
        }
    }
}
