using System;
using System.Globalization;
using System.Security.Cryptography;

namespace MailOps.Intake;

/// <summary>
/// What a message is known by without its place. All that was read of it counts, its Received fields included: the same mail sent to two people, or
/// delivered twice, is two messages.
/// </summary>
internal static class MessageIdentity
{
    public static string Of(ReceivedMail mail) => string.Format(
        CultureInfo.InvariantCulture, "{0}/{1}:{2}", mail.RawMessage.Length, mail.Size, Convert.ToBase64String(SHA256.HashData(mail.RawMessage)));
}
