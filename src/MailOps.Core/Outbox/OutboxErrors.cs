using System;
using System.Globalization;

namespace MailOps.Outbox;

/// <summary>The errors of the outbox; docs/errors.md lists them.</summary>
internal static class OutboxErrors
{
    public static MailOpsException InvalidDelay(TimeSpan delay) => new(
        "MailOps.Outbox.InvalidDelay", MailOpsErrorKind.InvalidArgument,
        string.Format(CultureInfo.InvariantCulture, "A delay of {0} is not possible.", delay),
        "Give a delay between 0 and 10 years, such as 00:10:00 for ten minutes.");

    public static MailOpsException DueInPast(DateTime utc, DateTime now) => new(
        "MailOps.Outbox.DueInPast", MailOpsErrorKind.InvalidArgument,
        string.Format(CultureInfo.InvariantCulture, "The time {0:u} lies in the past; it is {1:u} now.", utc, now),
        "Give a later time, or send at once with a delay of 0.");

    public static MailOpsException InvalidLocalTime(DateTime time, TimeZoneInfo zone) => new(
        "MailOps.Outbox.InvalidLocalTime", MailOpsErrorKind.InvalidArgument,
        string.Format(CultureInfo.InvariantCulture, "The local time {0:yyyy-MM-dd HH:mm:ss} does not exist in {1}: the clock skips it.", time, zone.Id),
        "Give another hour, or the time in UTC or with an offset such as 2026-03-29T02:30:00+01:00.");

    public static MailOpsException AmbiguousLocalTime(DateTime time, TimeZoneInfo zone) => new(
        "MailOps.Outbox.AmbiguousLocalTime", MailOpsErrorKind.InvalidArgument,
        string.Format(CultureInfo.InvariantCulture, "The local time {0:yyyy-MM-dd HH:mm:ss} comes twice in {1}: the clock is put back.", time, zone.Id),
        "Give the time in UTC or with an offset such as 2026-10-25T02:30:00+01:00.");

    public static MailOpsException NoRecipients() => new(
        "MailOps.Outbox.NoRecipients", MailOpsErrorKind.InvalidArgument,
        "The message has no recipient.",
        "Name at least one with -To, -Cc or -Bcc.");

    public static MailOpsException TooManyRecipients(int count, int limit) => new(
        "MailOps.Outbox.TooManyRecipients", MailOpsErrorKind.InvalidArgument,
        string.Format(CultureInfo.InvariantCulture, "One message to {0} recipients is more than the {1} that are taken.", count, limit),
        "Send one message per recipient: pipe the recipients into Send-DelayedMail.");

    public static MailOpsException InvalidSender(string sender, string reason) => new(
        "MailOps.Outbox.InvalidSender", MailOpsErrorKind.InvalidArgument,
        $"The sender '{sender}' is no mail address: {reason}",
        "Name the sender with -From.");

    public static MailOpsException EmptyMessage() => new(
        "MailOps.Outbox.EmptyMessage", MailOpsErrorKind.InvalidData,
        "The message has no header, so it is no mail.",
        "Check the file or the bytes that were given.");

    public static MailOpsException InvalidServer(string text) => new(
        "MailOps.Outbox.InvalidServer", MailOpsErrorKind.InvalidArgument,
        $"'{text}' names no SMTP server.",
        "Write a host, host:port, or smtp://user@host:port/?security=StartTls.");

    public static MailOpsException NoServer() => new(
        "MailOps.Outbox.NoServer", MailOpsErrorKind.InvalidArgument,
        "Mail is queued that names no server, and no default server is configured here.",
        "Name the server with -SmtpServer, or set $PSEmailServer.");

    public static MailOpsException SecretUnavailable(MailServerReference reference, Exception? cause = null) => new(
        "MailOps.Outbox.SecretUnavailable", MailOpsErrorKind.AccessDenied,
        $"The password of {reference.UserName} at {reference.Host} is not at hand here (it should come from '{reference.Secret}').",
        "Run the queue with -Credential, or name a secret that this account can read: env:NAME, file:PATH or secret:Vault/Name.", cause);
}
