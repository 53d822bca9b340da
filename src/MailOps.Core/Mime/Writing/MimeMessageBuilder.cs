using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace MailOps.Mime;

/// <summary>
/// A message in the making. What is set becomes header fields, texts, attachments and inline images with CRLF line ends, short lines and
/// only ASCII bytes (unless SMTPUTF8 is used), so that every server takes it. No value can add a header field of its own: a line break
/// or NUL in one is the error <c>MailOps.Mime.HeaderInjection</c>.
/// </summary>
public sealed class MimeMessageBuilder
{
    private readonly MailClock _clock;
    private readonly List<KeyValuePair<string, string>> _headers = [];

    /// <summary>An empty message.</summary>
    /// <param name="clock">The clock that dates it; null for that of the machine.</param>
    public MimeMessageBuilder(MailClock? clock = null) => _clock = clock ?? MailClock.System;

    /// <summary>The author; required.</summary>
    public MimeMailbox? From { get; set; }

    /// <summary>Who sends for the author, where that is somebody else (RFC 5322 section 3.6.2).</summary>
    public MimeMailbox? Sender { get; set; }

    /// <summary>Where answers go, where that is not the author.</summary>
    public IList<MimeMailbox> ReplyTo { get; } = new List<MimeMailbox>();

    /// <summary>The recipients.</summary>
    public IList<MimeMailbox> To { get; } = new List<MimeMailbox>();

    /// <summary>Those who get a copy.</summary>
    public IList<MimeMailbox> Cc { get; } = new List<MimeMailbox>();

    /// <summary>Those who get a copy in secret: never written, only part of <see cref="GetRecipients"/>.</summary>
    public IList<MimeMailbox> Bcc { get; } = new List<MimeMailbox>();

    /// <summary>The subject; null for no such field. White space at both ends is not kept.</summary>
    public string? Subject { get; set; }

    /// <summary>The text for people without HTML; made from <see cref="HtmlBody"/> when null.</summary>
    public string? TextBody { get; set; }

    /// <summary>The HTML text; null for none.</summary>
    public string? HtmlBody { get; set; }

    /// <summary>The files that go with the message.</summary>
    public IList<MimeAttachment> Attachments { get; } = new List<MimeAttachment>();

    /// <summary>The images that <see cref="HtmlBody"/> shows; each needs a <see cref="MimeAttachment.ContentId"/>.</summary>
    public IList<MimeAttachment> InlineImages { get; } = new List<MimeAttachment>();

    /// <summary>How urgent the message claims to be.</summary>
    public MimePriority Priority { get; set; }

    /// <summary>Addresses to unsubscribe by (RFC 2369): https: or mailto:.</summary>
    public IList<Uri> ListUnsubscribe { get; } = new List<Uri>();

    /// <summary>Whether a POST to the https: address of <see cref="ListUnsubscribe"/> unsubscribes at once (RFC 8058).</summary>
    public bool ListUnsubscribeOneClick { get; set; }

    /// <summary>The Date, UTC; null for the time of writing.</summary>
    public DateTime? Date { get; set; }

    /// <summary>Whether the Date field is left out, for a message that whoever sends it later dates.</summary>
    public bool OmitDate { get; set; }

    /// <summary>
    /// The Message-ID without angle brackets; null until the first writing, which makes one from the time, 128 random bits and the domain
    /// of <see cref="From"/>.
    /// </summary>
    public string? MessageId { get; set; }

    /// <summary>
    /// The charset of texts and header fields. One that lacks a character, or is not based on ASCII (UTF-16, UTF-32, UTF-7), is replaced
    /// by UTF-8; null for UTF-8. A text of ASCII only is labelled us-ascii.
    /// </summary>
    public Encoding? TextEncoding { get; set; }

    /// <summary>How texts are encoded; null for what suits them: as they are, quoted-printable or base64.</summary>
    public TransferEncoding? TextTransferEncoding { get; set; }

    /// <summary>Whether header fields hold UTF-8 (RFC 6532), which needs SMTPUTF8 (RFC 6531) all the way.</summary>
    public bool UseSmtpUtf8 { get; set; }

    /// <summary>Whether the message needs SMTPUTF8: it was asked for, or an address cannot be written without.</summary>
    public bool NeedsSmtpUtf8
    {
        get
        {
            var needs = UseSmtpUtf8 || From?.Address.RequiresSmtpUtf8 == true || Sender?.Address.RequiresSmtpUtf8 == true;
            foreach (var list in new[] { ReplyTo, To, Cc })
            {
                foreach (var mailbox in list)
                {
                    needs |= mailbox.Address.RequiresSmtpUtf8;
                }
            }

            return needs;
        }
    }

    /// <summary>The further fields added so far, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>Adds a further field, encoded and folded as its text needs.</summary>
    /// <param name="name">The name without colon: ASCII letters, digits and punctuation.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Mime.InvalidHeaderName</c>, <c>MailOps.Mime.HeaderInjection</c>: the value holds a line break or a NUL;
    /// <c>MailOps.Mime.ReservedHeader</c>: a property stands for this field.
    /// </exception>
    public void AddHeader(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        CustomHeaders.Check(name, value);
        _headers.Add(new KeyValuePair<string, string>(name, value));
    }

    /// <summary>Everybody the message goes to, those of Bcc included, each address once.</summary>
    public IReadOnlyList<MailAddress> GetRecipients()
    {
        var recipients = new List<MailAddress>();
        var seen = new HashSet<MailAddress>();
        foreach (var list in new[] { To, Cc, Bcc })
        {
            foreach (var mailbox in list)
            {
                if (seen.Add(mailbox.Address))
                {
                    recipients.Add(mailbox.Address);
                }
            }
        }

        return recipients;
    }

    /// <summary>The message in memory.</summary>
    /// <exception cref="MailOpsException">A value cannot be written; <c>MailOps.Mime.NoSender</c>; an attachment cannot be read.</exception>
    public ReadOnlyMemory<byte> Build()
    {
        var stream = new MemoryStream(MimeMessageWriter.EstimateLength(this));
        WriteTo(stream);
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    /// <summary>Writes the message; attachments flow through in pieces, however large.</summary>
    /// <param name="stream">The target; it stays open.</param>
    /// <exception cref="MailOpsException">A value cannot be written; <c>MailOps.Mime.NoSender</c>; an attachment cannot be read.</exception>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (From is null)
        {
            throw MimeErrors.NoSender();
        }

        MessageId ??= NewMessageId(From.Address);
        using var output = new MimeOutput(stream);
        new MimeMessageWriter(this, output, Date ?? _clock.UtcNow).Write();
        output.Flush();
    }

    private string NewMessageId(MailAddress from)
    {
        var random = new byte[16];
        using (var generator = RandomNumberGenerator.Create())
        {
            generator.GetBytes(random);
        }

        var id = new StringBuilder(_clock.UtcNow.ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture)).Append('.');
        foreach (var b in random)
        {
            id.Append(b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return id.Append('@').Append(from.DomainText).ToString();
    }
}
