using System.Net.Mail;
using MailOps.Smtp;

namespace MailOps.PowerShell;

/// <summary>The old names of delivery notifications in those of RFC 3461.</summary>
internal static class DeliveryNotifications
{
    public static DsnNotify? Read(DeliveryNotificationOptions options) =>
        options == DeliveryNotificationOptions.None ? null
        : (options & DeliveryNotificationOptions.Never) != 0 ? DsnNotify.Never
        : ((options & DeliveryNotificationOptions.OnSuccess) != 0 ? DsnNotify.Success : 0)
            | ((options & DeliveryNotificationOptions.OnFailure) != 0 ? DsnNotify.Failure : 0)
            | ((options & DeliveryNotificationOptions.Delay) != 0 ? DsnNotify.Delay : 0);
}
