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

    public static MailOpsException InvalidTime(string text) => new(
        "MailOps.Outbox.InvalidTime", MailOpsErrorKind.InvalidArgument,
        $"'{text}' is no time.",
        "Write it as 2026-12-24T08:00 (local time) or 2026-12-24T08:00+01:00.");

    public static MailOpsException InvalidLocalTime(DateTime time, TimeZoneInfo zone) => new(
        "MailOps.Outbox.InvalidLocalTime", MailOpsErrorKind.InvalidArgument,
        string.Format(CultureInfo.InvariantCulture, "The local time {0:yyyy-MM-dd HH:mm:ss} does not exist in {1}: the clock skips it.", time, zone.Id),
        "Give another hour, or the time in UTC or with an offset such as 2026-03-29T02:30:00+01:00.");

    public static MailOpsException AmbiguousLocalTime(DateTime time, TimeZoneInfo zone) => new(
        "MailOps.Outbox.AmbiguousLocalTime", MailOpsErrorKind.InvalidArgument,
        string.Format(CultureInfo.InvariantCulture, "The local time {0:yyyy-MM-dd HH:mm:ss} comes twice in {1}: the clock is put back.", time, zone.Id),
        "Give the time in UTC or with an offset such as 2026-10-25T02:30:00+01:00.");

    public static MailOpsException NotDelivered(string address, DeliveryState state, string reply) => new(
        "MailOps.Outbox.NotDelivered", state == DeliveryState.Failed ? MailOpsErrorKind.InvalidData : MailOpsErrorKind.Unavailable,
        $"The mail to {address} was not delivered ({state}){(reply.Length == 0 ? "." : ": " + reply)}",
        state == DeliveryState.Failed
            ? "Correct the cause that the server names, and send the mail again."
            : state == DeliveryState.Waiting
                ? "It waits for a person: Resume-DelayedMail lets it go, or Approve-DelayedMail where it needs an approval."
                : "It stays in the queue: Invoke-MailQueue delivers it, Stop-DelayedMail takes it back.");

    public static MailOpsException CountNeeded(int count) => new(
        "MailOps.Outbox.CountNeeded", MailOpsErrorKind.InvalidOperation,
        string.Format(CultureInfo.InvariantCulture, "This would change {0} mails at once.", count),
        string.Format(CultureInfo.InvariantCulture, "If that is meant, say so with -Count {0}.", count));

    public static MailOpsException CountDiffers(int stated, int count) => new(
        "MailOps.Outbox.CountDiffers", MailOpsErrorKind.InvalidOperation,
        string.Format(CultureInfo.InvariantCulture, "{0} mails were to be changed, but there are {1}. Nothing was changed.", stated, count),
        "Look at the list again with Get-DelayedMail.");

    public static MailOpsException InvalidSendWindow(string text) => new(
        "MailOps.Outbox.InvalidSendWindow", MailOpsErrorKind.InvalidArgument,
        $"'{text}' is no range of hours.",
        "Write it as 08:00-18:00; 24:00 is the end of the day, and 22:00-06:00 lies across midnight.");

    public static MailOpsException UnknownTimeZone(string name, Exception cause) => new(
        "MailOps.Outbox.UnknownTimeZone", MailOpsErrorKind.InvalidArgument,
        $"This machine knows no time zone '{name}'.",
        "Name one of [TimeZoneInfo]::GetSystemTimeZones(), such as Europe/Berlin (on Windows before PowerShell 7: W. Europe Standard Time).", cause);

    public static MailOpsException InvalidThrottle(string what, string reason) => new(
        "MailOps.Outbox.InvalidThrottle", MailOpsErrorKind.InvalidArgument,
        $"No throttle is possible for '{what}': {reason}",
        "Name a domain, an address, a campaign or a server, and limits above zero.");

    public static MailOpsException InvalidProfile(string name, string reason) => new(
        "MailOps.Outbox.InvalidProfile", MailOpsErrorKind.InvalidArgument,
        $"The server profile '{name}' is not possible: {reason}",
        "docs/outbox.md describes profiles; nothing was changed.");

    public static MailOpsException ProfileFixed(string name) => new(
        "MailOps.Outbox.ProfileFixed", MailOpsErrorKind.InvalidArgument,
        $"Port and TLS of the profile '{name}' are its own and cannot be given beside it.",
        "Leave -Port and -UseSsl out, or change the profile with Set-MailServer.");

    public static MailOpsException InvalidTask(string name, string reason) => new(
        "MailOps.Outbox.InvalidTask", MailOpsErrorKind.InvalidArgument,
        $"The task '{name}' is not possible: {reason}",
        "Register-MailQueueTask -WhatIf shows what would be registered.");

    public static MailOpsException NoScheduler(string name) => new(
        "MailOps.Outbox.NoScheduler", MailOpsErrorKind.NotSupported,
        $"The task '{name}' cannot be registered: this machine runs neither systemd nor cron.",
        "Install cron, or run Invoke-MailQueue -Watch under whatever starts services here.");

    public static MailOpsException WindowsOnly(string name) => new(
        "MailOps.Outbox.WindowsOnly", MailOpsErrorKind.NotSupported,
        $"The task '{name}' is one of the Windows task scheduler, and this is no Windows.",
        "Use -WhatIf to see its text, or leave -Kind out to register what this machine has.");

    public static MailOpsException TaskFailed(string what, string reason) => new(
        "MailOps.Outbox.TaskFailed", MailOpsErrorKind.AccessDenied,
        $"'{what}' failed: {FirstLine(reason)}",
        "A task of the machine needs root or an administrator; without, register one of your own user.");

    public static MailOpsException UnknownProfile(string name) => new(
        "MailOps.Outbox.UnknownProfile", MailOpsErrorKind.NotFound,
        $"The store has no server profile '{name}'.",
        "Get-MailServer lists the profiles; Set-MailServer makes one.");

    public static MailOpsException NothingQueued(int faults, bool isAtomic) => new(
        "MailOps.Outbox.NothingQueued", MailOpsErrorKind.InvalidOperation,
        string.Format(CultureInfo.InvariantCulture, "{0} of the mails cannot be queued, so that none was.", faults),
        isAtomic ? "Correct the inputs named in the errors before, or leave -Atomic out." : "Correct the inputs named in the errors before.");

    public static MailOpsException InvalidRecipient(string address, string reason) => new(
        "MailOps.Outbox.InvalidRecipient", MailOpsErrorKind.InvalidData,
        string.Format(CultureInfo.InvariantCulture, "The recipient '{0}' is no address: {1}", DisplayText.Clean(address), reason),
        "Correct it, or take it out; Test-MailAddress finds such addresses in a list.");

    public static MailOpsException ReasonNeeded() => new(
        "MailOps.Outbox.ReasonNeeded", MailOpsErrorKind.InvalidArgument,
        "Sending to suppressed addresses needs a reason, which is kept with the mail.",
        "Give it with -Reason.");

    public static MailOpsException InvalidRehearsal(string text, string reason) => new(
        "MailOps.Outbox.InvalidRehearsal", MailOpsErrorKind.InvalidArgument,
        $"No rehearsal is possible with '{text}': {reason}",
        "Name one mailbox, such as qa@corp.example, and domains without an at sign. Nothing was sent.");

    public static MailOpsException DueTimeNeeded() => new(
        "MailOps.Outbox.DueTimeNeeded", MailOpsErrorKind.InvalidArgument,
        "It must be said when the mail is to leave, in one way.",
        "Give either a delay such as 00:10:00 (0 for now) or an hour.");

    public static MailOpsException TranscriptNeedsWait() => new(
        "MailOps.Outbox.TranscriptNeedsWait", MailOpsErrorKind.InvalidArgument,
        "Without -Wait this command talks to no server, so that there is nothing to write into -TranscriptPath.",
        "Add -Wait, or give -TranscriptPath to Invoke-MailQueue.");

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

    public static MailOpsException VaultFailed(string name, string reason, Exception? cause = null) => new(
        SecretUnavailableId, MailOpsErrorKind.AccessDenied,
        $"The secret '{name}' cannot be had: {FirstLine(reason)}",
        "Check it with Get-Secret as the account that runs the queue; a vault that asks for a password cannot be used without a person.", cause);

    public const string SecretUnavailableId = "MailOps.Outbox.SecretUnavailable";

    public static MailOpsException SecretUnavailable(MailServerReference reference, Exception? cause = null) => new(
        SecretUnavailableId, MailOpsErrorKind.AccessDenied,
        $"The password of {reference.UserName} at {reference.Host} is not at hand here (it should come from '{reference.Secret}').",
        "Run the queue with -Credential, or name a secret that this account can read: env:NAME, file:PATH or secret:Vault/Name.", cause);

    private static string FirstLine(string text)
    {
        var lines = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? "no reason was given." : new string(Array.FindAll(lines[0].ToCharArray(), c => !char.IsControl(c)));
    }
}
