using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using MailOps.Journal;
using MailOps.Mime;

namespace MailOps.Outbox;

/// <summary>Turns a mail into what is stored: header read, recipients checked, digest taken. It touches no store.</summary>
internal static class MailPreparer
{
    // RFC 5322 section 2.1.1: no line may be longer, so no Message-ID can be.
    private const int MaxMessageIdLength = 990;

    public static PreparedMail Prepare(OutgoingMail mail, string createdBy)
    {
        if (mail.Recipients.Count == 0)
        {
            throw OutboxErrors.NoRecipients();
        }

        if (mail.Recipients.Count > OutboxDefaults.MaxRecipients)
        {
            throw OutboxErrors.TooManyRecipients(mail.Recipients.Count, OutboxDefaults.MaxRecipients);
        }

        var header = MimeHeaderBlock.ReadFirst(mail.Content);
        if (header.Count == 0)
        {
            throw OutboxErrors.EmptyMessage();
        }

        var subject = header["Subject"] ?? "";
        var from = ReadAuthor(header);
        var sender = CheckSender(mail.Sender ?? from);
        var (valid, invalid) = CheckRecipients(mail.Recipients);
        if (valid.Count == 0)
        {
            return new PreparedMail(mail, null, invalid, subject);
        }

        var content = mail.Content;
        var messageId = ReadMessageId(header);
        if (messageId.Length == 0)
        {
            messageId = NewMessageId(sender.Length > 0 ? sender : valid[0].Address);
            content = MessageHeader.Prepend(MessageHeader.Remove(content, "Message-ID").Span, "Message-ID", "<" + messageId + ">");
        }

        var message = new NewMessage
        {
            MessageId = messageId,
            Sender = sender,
            From = from,
            Subject = subject,
            Campaign = mail.Campaign,
            Server = mail.Server,
            Key = mail.Key,
            Content = content,
            Digest = MailDigest.Compute(content, sender, valid.Select(r => r.Address)),
            Recipients = valid,
            Delay = mail.Due.Delay,
            DueAt = mail.Due.At,
            UndoWindow = mail.Due.At is null ? mail.Due.Delay : OutboxDefaults.UndoWindow,
            Waits = (mail.Hold ? WaitReasons.Preflight : WaitReasons.None) | (mail.RequireApproval ? WaitReasons.Approval : WaitReasons.None),
            IfMissed = mail.IfMissed,
            SuppressionOverride = mail.SuppressionOverride,
            Notify = mail.Notify,
            Return = mail.Return,
            DkimKey = mail.DkimKey?.ToString() ?? "",
            CreatedBy = createdBy,
            Findings = mail.Findings,
        };
        return new PreparedMail(mail, message, invalid, subject);
    }

    /// <summary>The one mailbox of From, or the first of several; a header that cannot be read names nobody.</summary>
    internal static string ReadAuthor(MimeHeaderList header)
    {
        var text = header["From"] ?? "";
        var open = text.LastIndexOf('<');
        var close = text.LastIndexOf('>');
        var address = open >= 0 && close > open ? text.Substring(open + 1, close - open - 1) : text;
        return MailAddress.TryParse(address.Trim(), AddressSyntax.Rfc5322, out var parsed, out _) ? parsed.Address : "";
    }

    private static string CheckSender(string sender)
    {
        if (sender.Length == 0)
        {
            return "";
        }

        return MailAddress.TryParse(sender, out var address, out var error)
            ? address.Address
            : throw OutboxErrors.InvalidSender(sender, error.Message);
    }

    private static (List<NewRecipient> Valid, List<RefusedRecipient> Invalid) CheckRecipients(IReadOnlyList<string> recipients)
    {
        List<NewRecipient> valid = [];
        List<RefusedRecipient> invalid = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var recipient in recipients)
        {
            if (!MailAddress.TryParse(recipient, out var address, out var error))
            {
                invalid.Add(new RefusedRecipient { Address = recipient, Reason = error.Message });
            }
            else if (seen.Add(AddressKey.Of(address.Address)))
            {
                valid.Add(new NewRecipient { Address = address.Address });
            }
        }

        return (valid, invalid);
    }

    // RFC 5322 section 3.6.4 wants one token in angle brackets; anything else could not be found again by a report, so it is replaced.
    private static string ReadMessageId(MimeHeaderList header)
    {
        var id = (header["Message-ID"] ?? "").Trim();
        if (id.Length < 3 || id.Length > MaxMessageIdLength || id[0] != '<' || id[id.Length - 1] != '>')
        {
            return "";
        }

        id = id.Substring(1, id.Length - 2);
        return id.Any(c => c is <= ' ' or >= '\x7f' or '<' or '>') ? "" : id;
    }

    private static string NewMessageId(string address)
    {
        var random = new byte[16];
        using (var generator = RandomNumberGenerator.Create())
        {
            generator.GetBytes(random);
        }

        var id = new StringBuilder();
        foreach (var b in random)
        {
            id.Append(b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return id.Append('@').Append(address, address.LastIndexOf('@') + 1, address.Length - address.LastIndexOf('@') - 1).ToString();
    }
}
