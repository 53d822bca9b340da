using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Mail;
using System.Text;
using MailOps.Mime;
using MailOps.Outbox;
using MailOps.Smtp;

namespace MailOps.PowerShell;

/// <summary>What the parameters of Send-DelayedMail say about every mail of the call; makes one mail per recipient or list of them.</summary>
internal sealed record MailComposition
{
    public string From { get; init; } = "";

    public IReadOnlyList<string> Cc { get; init; } = [];

    public IReadOnlyList<string> Bcc { get; init; } = [];

    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    public string Subject { get; init; } = "";

    public string? Text { get; init; }

    public string? Html { get; init; }

    public Encoding? Encoding { get; init; }

    public IReadOnlyList<string> Attachments { get; init; } = [];

    public IReadOnlyList<string> InlineImages { get; init; } = [];

    public MailPriority Priority { get; init; }

    public IDictionary? Headers { get; init; }

    public IReadOnlyList<string> ListUnsubscribe { get; init; } = [];

    /// <summary>A message to send as it is; null to compose one.</summary>
    public ReadOnlyMemory<byte>? Message { get; init; }

    /// <summary>What does not differ from mail to mail.</summary>
    public required OutgoingMail Common { get; init; }

    /// <summary>What makes a mail the same mail, as the caller said; null: campaign, recipients and text do, or nothing without a campaign.</summary>
    public string? Key { get; init; }

    public MailClock Clock { get; init; } = MailClock.System;

    /// <summary>One mail. A recipient that is no address is left to the outbox, which decides about it like about the others.</summary>
    public OutgoingMail For(IReadOnlyList<string> recipients, IReadOnlyList<string> attachments, object? inputObject)
    {
        var mailboxes = new List<MimeMailbox>();
        var invalid = new List<string>();
        foreach (var recipient in recipients)
        {
            try
            {
                mailboxes.Add(new MimeMailbox(recipient));
            }
            catch (MailOpsException)
            {
                // The outbox answers with the decision Invalid and the reason.
                invalid.Add(recipient);
            }
        }

        var mail = Message is { } message
            ? Common with { Content = message, Recipients = [.. mailboxes.Select(m => m.Address.Address), .. invalid] }
            : Compose(mailboxes, invalid, attachments);
        return mail with { Key = KeyOf(mail), InputObject = inputObject };
    }

    private OutgoingMail Compose(List<MimeMailbox> to, List<string> invalid, IReadOnlyList<string> attachments)
    {
        var builder = new MimeMessageBuilder(Clock)
        {
            From = new MimeMailbox(From),
            Subject = Subject,
            TextBody = Text,
            HtmlBody = Html,
            TextEncoding = Encoding,
            Priority = Priority switch
            {
                MailPriority.High => MimePriority.High,
                MailPriority.Low => MimePriority.Low,
                _ => MimePriority.Normal,
            },
        };
        AddAll(builder.To, to);
        AddAll(builder.Cc, Cc.Select(text => new MimeMailbox(text)));
        AddAll(builder.Bcc, Bcc.Select(text => new MimeMailbox(text)));
        AddAll(builder.ReplyTo, ReplyTo.Select(text => new MimeMailbox(text)));
        AddAll(builder.Attachments, Attachments.Concat(attachments).Select(path => MimeAttachment.FromFile(path)));
        AddAll(builder.InlineImages, InlineImages.Select(InlineImage));
        AddAll(builder.ListUnsubscribe, ListUnsubscribe.Select(text => new Uri(text, UriKind.RelativeOrAbsolute)));

        // RFC 8058 section 3.1: one click needs an https address.
        builder.ListUnsubscribeOneClick = ListUnsubscribe.Any(text => text.StartsWith("https:", StringComparison.OrdinalIgnoreCase));
        foreach (DictionaryEntry header in Headers ?? new Hashtable())
        {
            builder.AddHeader(
                Convert.ToString(header.Key, CultureInfo.InvariantCulture) ?? "", Convert.ToString(header.Value, CultureInfo.InvariantCulture) ?? "");
        }

        var mail = Common.WithMessage(builder);
        return mail with { Recipients = [.. mail.Recipients, .. invalid] };
    }

    private string? KeyOf(OutgoingMail mail)
    {
        var recipients = string.Join(",", mail.Recipients);
        return Key is not null ? OutboxKey.From("key", Key, recipients)
            : mail.Campaign.Length > 0 ? OutboxKey.From("campaign", mail.Campaign, recipients, Subject, Text ?? "", Html ?? "")
            : null;
    }

    // The HTML refers to an image by the name of its file: <img src="cid:logo.png">.
    private static MimeAttachment InlineImage(string path)
    {
        var image = MimeAttachment.FromFile(path);
        image.ContentId = image.Name;
        return image;
    }

    private static void AddAll<T>(IList<T> target, IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            target.Add(item);
        }
    }

    /// <summary>The old names of delivery notifications in those of RFC 3461.</summary>
    public static DsnNotify? NotifyOf(DeliveryNotificationOptions options) =>
        options == DeliveryNotificationOptions.None ? null
        : (options & DeliveryNotificationOptions.Never) != 0 ? DsnNotify.Never
        : ((options & DeliveryNotificationOptions.OnSuccess) != 0 ? DsnNotify.Success : 0)
            | ((options & DeliveryNotificationOptions.OnFailure) != 0 ? DsnNotify.Failure : 0)
            | ((options & DeliveryNotificationOptions.Delay) != 0 ? DsnNotify.Delay : 0);
}
