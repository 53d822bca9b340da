using System.Linq;
using MailOps.Mime;

namespace MailOps.Reports;

/// <summary>Finds the machine-readable part of a feedback report (RFC 5965 section 2).</summary>
internal static class FeedbackPart
{
    public static MimeEntity? Find(MimeEntity mail) =>
        mail.Descendants().FirstOrDefault(p => p.ContentType.Is("message", "feedback-report"));

    /// <summary>The message that the report is about, whole or only its header; null when it is not there.</summary>
    public static MimeHeaderList? FindOriginal(MimeEntity mail)
    {
        foreach (var part in mail.Descendants())
        {
            if (part.EmbeddedMessage is { } message)
            {
                return message.Headers;
            }

            if (part.ContentType.Is("text", "rfc822-headers") || part.ContentType.Is("message", "rfc822-headers"))
            {
                return MimeHeaderBlock.ReadGroups(part.GetContent()).FirstOrDefault();
            }
        }

        return null;
    }
}
