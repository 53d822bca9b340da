using System.Globalization;

namespace MailOps.Outbox;

/// <summary>Shows the latest reply to a delivery on one line: code, enhanced status and text, as far as they are known.</summary>
internal static class ReplyText
{
    public static string Of(DelayedMailRecipient recipient)
    {
        var code = recipient.ReplyCode is { } number ? number.ToString(CultureInfo.InvariantCulture) + " " : "";
        var status = recipient.Status.Length > 0 ? recipient.Status + " " : "";
        return (code + status + recipient.LastReply).TrimEnd();
    }
}
