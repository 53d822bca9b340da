using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MailOps.Mime;

/// <summary>
/// Writes header and parts of one message: <c>mixed { alternative { text, related { html, images } }, attachments }</c>, each multipart
/// only where it has something to hold.
/// </summary>
internal sealed class MimeMessageWriter
{
    private readonly MimeMessageBuilder _message;
    private readonly MimeOutput _output;
    private readonly HeaderWriter _header;
    private readonly DateTime _date;

    public MimeMessageWriter(MimeMessageBuilder message, MimeOutput output, DateTime date)
    {
        _message = message;
        _output = output;
        _date = date;
        _header = new HeaderWriter(output, message.NeedsSmtpUtf8, message.TextEncoding);
    }

    /// <summary>About how many bytes the message will have, so that memory is taken once.</summary>
    public static int EstimateLength(MimeMessageBuilder message)
    {
        long length = 4096 + ((message.TextBody?.Length ?? 0) * 2L) + ((message.HtmlBody?.Length ?? 0) * 3L);
        foreach (var list in new[] { message.Attachments, message.InlineImages })
        {
            foreach (var attachment in list)
            {
                length += 1024 + Base64Writer.EncodedLength(attachment.Length ?? 0);
            }
        }

        return (int)Math.Min(length, 1 << 30);
    }

    public void Write()
    {
        WriteHeader();
        if (_message.Attachments.Count == 0)
        {
            WriteTexts();
            return;
        }

        WriteMultipart("mixed", null, parts =>
        {
            parts.Next();
            WriteTexts();
            foreach (var attachment in _message.Attachments)
            {
                parts.Next();
                WriteAttachment(attachment, "attachment");
            }
        });
    }

    private void WriteHeader()
    {
        if (!_message.OmitDate)
        {
            _header.Words("Date", MailDate.Format(_date).Split(' '));
        }

        _header.Mailboxes("From", [_message.From!]);
        if (_message.Sender is { } sender)
        {
            _header.Mailboxes("Sender", [sender]);
        }

        WriteMailboxes("Reply-To", _message.ReplyTo);
        if (_message.To.Count + _message.Cc.Count == 0)
        {
            // An empty group: some servers refuse a message without any recipient in its header.
            _header.Words("To", ["undisclosed-recipients:;"]);
        }

        WriteMailboxes("To", _message.To);
        WriteMailboxes("Cc", _message.Cc);
        if (_message.Subject is { } subject)
        {
            _header.Text("Subject", subject);
        }

        HeaderWriter.RefuseLineBreaks("Message-ID", _message.MessageId!);
        _header.Words("Message-ID", ["<" + _message.MessageId!.Trim().Trim('<', '>') + ">"]);
        WritePriority();
        WriteListUnsubscribe();
        foreach (var header in _message.Headers)
        {
            _header.Text(header.Key, header.Value);
        }

        _header.Words("MIME-Version", ["1.0"]);
    }

    private void WriteMailboxes(string name, IList<MimeMailbox> mailboxes)
    {
        if (mailboxes.Count > 0)
        {
            _header.Mailboxes(name, [.. mailboxes]);
        }
    }

    // The fields that Outlook and others look at; RFC 4021 section 2.1.55 has Importance, RFC 2156 Priority.
    private void WritePriority()
    {
        if (_message.Priority == MimePriority.Normal)
        {
            return;
        }

        var isHigh = _message.Priority == MimePriority.High;
        _header.Words("X-Priority", [isHigh ? "1" : "5"]);
        _header.Words("Priority", [isHigh ? "urgent" : "non-urgent"]);
        _header.Words("Importance", [isHigh ? "high" : "low"]);
    }

    private void WriteListUnsubscribe()
    {
        if (_message.ListUnsubscribe.Count == 0)
        {
            return;
        }

        var words = new List<string>();
        var hasHttps = false;
        foreach (var uri in _message.ListUnsubscribe)
        {
            if (!uri.IsAbsoluteUri || uri.Scheme is not ("https" or "mailto" or "http"))
            {
                throw MimeErrors.InvalidListUnsubscribe(uri.OriginalString);
            }

            hasHttps |= uri.Scheme == "https";
            words.Add("<" + uri.AbsoluteUri + (words.Count + 1 < _message.ListUnsubscribe.Count ? ">," : ">"));
        }

        if (_message.ListUnsubscribeOneClick && !hasHttps)
        {
            throw MimeErrors.InvalidListUnsubscribe(_message.ListUnsubscribe[0].OriginalString);
        }

        _header.Words("List-Unsubscribe", words);
        if (_message.ListUnsubscribeOneClick)
        {
            _header.Words("List-Unsubscribe-Post", ["List-Unsubscribe=One-Click"]);
        }
    }

    private void WriteTexts()
    {
        if (_message.HtmlBody is not { } html)
        {
            WriteText("text/plain", _message.TextBody ?? "", isWholeBody: _message.Attachments.Count == 0);
            return;
        }

        WriteMultipart("alternative", null, parts =>
        {
            parts.Next();
            WriteText("text/plain", _message.TextBody ?? HtmlText.ToMailText(html));
            parts.Next();
            if (_message.InlineImages.Count == 0)
            {
                WriteText("text/html", html);
                return;
            }

            // RFC 2387 section 3.1: the type parameter names that of the root.
            WriteMultipart("related", "text/html", related =>
            {
                related.Next();
                WriteText("text/html", html);
                foreach (var image in _message.InlineImages)
                {
                    related.Next();
                    WriteAttachment(image, "inline");
                }
            });
        });
    }

    // The line end before a boundary belongs to the boundary (RFC 2046 section 5.1.1); the body of a message ends with its own.
    private void WriteText(string type, string text, bool isWholeBody = false)
    {
        var body = TextBody.Create(text, _message.TextEncoding, _message.TextTransferEncoding);
        _header.Content("Content-Type", type, ("charset", body.Charset));
        _header.Words("Content-Transfer-Encoding", [body.EncodingName]);
        _output.WriteLine();
        body.WriteTo(_output);
        if (body.EncodingName != "base64" && !(isWholeBody && body.Bytes.AsSpan().EndsWith("\r\n"u8)))
        {
            _output.WriteLine();
        }
    }

    private void WriteAttachment(MimeAttachment attachment, string disposition)
    {
        // RFC 2046 section 5.2.1: a message/rfc822 part may not be base64; as a mere file it keeps every byte.
        var type = attachment.ContentType.StartsWith("message/", StringComparison.OrdinalIgnoreCase) ? MediaTypes.Unknown : attachment.ContentType;
        _header.Content("Content-Type", type, ("name", attachment.Name));
        _header.Words("Content-Transfer-Encoding", ["base64"]);
        _header.Content("Content-Disposition", disposition, ("filename", attachment.Name));
        if (attachment.ContentId is { } id)
        {
            HeaderWriter.RefuseLineBreaks("Content-ID", id);
            _header.Words("Content-ID", ["<" + id.Trim().Trim('<', '>') + ">"]);
        }

        _output.WriteLine();
        using var content = attachment.Open();
        Base64Writer.Write(_output, content);
    }

    private void WriteMultipart(string subtype, string? rootType, Action<Parts> write)
    {
        var boundary = NewBoundary();
        _header.Content("Content-Type", "multipart/" + subtype, ("boundary", boundary), ("type", rootType));
        _output.WriteLine();
        write(new Parts(_output, boundary));
        _output.WriteLine("--" + boundary + "--");
    }

    // "=_" stands in no quoted-printable and no base64 text (RFC 2045 section 6.7), and 120 random bits in no other.
    private static string NewBoundary()
    {
        var random = new byte[15];
        using var generator = RandomNumberGenerator.Create();
        generator.GetBytes(random);
        var boundary = new StringBuilder("=_");
        foreach (var b in random)
        {
            boundary.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return boundary.ToString();
    }

    private sealed class Parts(MimeOutput output, string boundary)
    {
        public void Next() => output.WriteLine("--" + boundary);
    }
}
