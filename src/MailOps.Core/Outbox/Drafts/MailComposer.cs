using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using MailOps.Mime;

namespace MailOps.Outbox;

/// <summary>
/// Makes mails of one <see cref="MailComposition"/>. What is wrong with all of them, such as an author that is no address, is an error of the
/// constructor; what is wrong with one is an error of that one.
/// </summary>
public sealed class MailComposer
{
    private readonly MailComposition _composition;
    private readonly MimeMailbox? _from;
    private readonly List<MimeMailbox> _cc;
    private readonly List<MimeMailbox> _bcc;
    private readonly List<MimeMailbox> _replyTo;
    private readonly List<Uri> _unsubscribe;
    private readonly TemplateSet _texts;
    private readonly Lazy<string> _identity;
    private readonly byte[]? _message;

    /// <summary>Checks what all mails have in common.</summary>
    /// <param name="composition">What they have in common.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Mime.*</c>, <c>MailOps.Address.Invalid</c>: an address or a header field cannot be written;
    /// <c>MailOps.Draft.TemplateInvalid</c>, <c>TwoBodies</c>.
    /// </exception>
    public MailComposer(MailComposition composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        _composition = composition;
        _message = composition.Message?.ToArray();
        _from = composition.Message is null ? new MimeMailbox(composition.From) : null;
        _cc = Mailboxes(composition.Cc);
        _bcc = Mailboxes(composition.Bcc);
        _replyTo = Mailboxes(composition.ReplyTo);
        _unsubscribe = [.. composition.ListUnsubscribe.Select(ReadUri)];
        _texts = new TemplateSet(composition);
        _identity = new Lazy<string>(Identify);
    }

    /// <summary>The names that need values, each once; empty without a template that has places.</summary>
    public TextList Names => _texts.Names;

    /// <summary>Finds the values of a row for <see cref="Names"/>.</summary>
    /// <param name="lookup">Gives the value of a name, empty where it is there and empty, null where there is none.</param>
    /// <param name="row">What to call the row in errors.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Draft.ValueMissing</c>; <c>MailOps.Mime.HeaderInjection</c>: a value with a line break belongs into the header.
    /// </exception>
    public IReadOnlyDictionary<string, string> FindValues(Func<string, string?> lookup, string row) => _texts.FindValues(lookup, row);

    /// <summary>Makes one mail. A recipient that is no address is handed on: the outbox decides about it like about the others.</summary>
    /// <param name="row">What it has for itself.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Mime.*</c>: it cannot be written, or a file cannot be read.</exception>
    public MailDraft Compose(MailRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        List<MimeMailbox> to = [];
        List<string> invalid = [];
        foreach (var recipient in row.Recipients)
        {
            if (TryRead(recipient) is { } mailbox)
            {
                to.Add(mailbox);
            }
            else
            {
                invalid.Add(recipient);
            }
        }

        return _message is { } message ? TakeOver(message, row, to, invalid) : Write(row, to, invalid);
    }

    /// <summary>What makes a mail the same mail when it is queued again.</summary>
    /// <param name="draft">The mail.</param>
    /// <param name="campaign">Its campaign; empty for none.</param>
    /// <param name="key">What the caller said; null: campaign, recipients and what was written once do, or nothing without a campaign.</param>
    public string? KeyOf(MailDraft draft, string campaign, string? key)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(campaign);
        return KeyOf(draft, campaign, key, _identity.Value);
    }

    /// <summary>What makes a mail the same mail when it is queued again, where nobody knows any more what it was made of.</summary>
    /// <param name="draft">The mail.</param>
    /// <param name="campaign">Its campaign; empty for none.</param>
    /// <param name="key">What the caller said; null: campaign, recipients and subject do, or nothing without a campaign.</param>
    public static string? KeyOfDraft(MailDraft draft, string campaign, string? key)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(campaign);
        return KeyOf(draft, campaign, key, draft.Subject);
    }

    private static string? KeyOf(MailDraft draft, string campaign, string? key, string identity)
    {
        var recipients = string.Join(",", draft.Recipients);
        return key is not null ? OutboxKey.From("key", key, recipients)
            : campaign.Length > 0 ? OutboxKey.From("campaign", campaign, recipients, identity)
            : null;
    }

    private static MailDraft TakeOver(byte[] message, MailRow row, List<MimeMailbox> to, List<string> invalid)
    {
        if (row.Attachments.Count > 0)
        {
            throw DraftErrors.AsItIs();
        }

        var header = MimeHeaderBlock.ReadFirst(message);
        return new MailDraft
        {
            RawMessage = message,
            Recipients = new TextList([.. to.Select(m => m.Address.Address), .. invalid]),
            From = MailPreparer.ReadAuthor(header),
            Subject = header["Subject"] ?? "",
            InputObject = row.InputObject,
        };
    }

    private MailDraft Write(MailRow row, List<MimeMailbox> to, List<string> invalid)
    {
        var texts = _texts.Fill(row.Values);
        var builder = new MimeMessageBuilder(_composition.Clock)
        {
            From = _from,
            Subject = texts.Subject,
            TextBody = texts.Text,
            HtmlBody = texts.Html,
            TextEncoding = _composition.Encoding,
            Priority = _composition.Priority,

            // RFC 8058 section 3.1: one click needs an https address.
            ListUnsubscribeOneClick = _unsubscribe.Exists(uri => uri.IsAbsoluteUri && uri.Scheme == Uri.UriSchemeHttps),

            // The mail is dated when it is sent.
            OmitDate = true,
        };
        AddAll(builder.To, to);
        AddAll(builder.Cc, _cc);
        AddAll(builder.Bcc, _bcc);
        AddAll(builder.ReplyTo, _replyTo);
        AddAll(builder.ListUnsubscribe, _unsubscribe);
        AddAll(builder.Attachments, _composition.Attachments.Concat(row.Attachments).Select(path => MimeAttachment.FromFile(path)));
        AddAll(builder.InlineImages, _composition.InlineImages.Select(InlineImage));
        foreach (var header in texts.Headers)
        {
            builder.AddHeader(header.Key, header.Value);
        }

        return new MailDraft
        {
            RawMessage = builder.Build().ToArray(),
            Recipients = new TextList([.. builder.GetRecipients().Select(a => a.Address), .. invalid]),
            From = _from!.Address.Address,
            Subject = texts.Subject,
            Attachments = new TextList(builder.Attachments.Select(a => a.Name)),
            InputObject = row.InputObject,
        };
    }

    private static List<MimeMailbox> Mailboxes(IEnumerable<string> texts) => [.. texts.Select(text => new MimeMailbox(text))];

    private static MimeMailbox? TryRead(string recipient)
    {
        try
        {
            return new MimeMailbox(recipient);
        }
        catch (MailOpsException)
        {
            // The outbox answers with the decision Invalid and the reason.
            return null;
        }
    }

    private static Uri ReadUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "mailto"
        ? uri
        : throw MimeErrors.InvalidListUnsubscribe(text);

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

    // What was written once; the values of a row are no part of it, so that a run that starts over on newer data sends nothing twice.
    private string Identify()
    {
        if (_message is not null)
        {
            using var hash = SHA256.Create();
#pragma warning disable CA1850 // HashData does not exist on netstandard2.0.
            return Convert.ToBase64String(hash.ComputeHash(_message));
#pragma warning restore CA1850
        }

        return OutboxKey.From(
            _composition.Subject ?? "", _composition.Text ?? "", _composition.Html ?? "", _composition.Template?.Source ?? "");
    }
}
