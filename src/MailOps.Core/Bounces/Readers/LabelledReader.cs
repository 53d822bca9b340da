using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Notices that put a label before the recipient: Oracle Messaging Server, MailMarshal, MailFoundry, IMail, InterScan, SurfControl, KDDI,
/// EZweb, MessageLabs, Barracuda, Amazon SES and many gateways. One table of labels instead of a reader for each.
/// </summary>
internal sealed class LabelledReader : IBounceReader
{
    // A label at the start of a line (white space and bullets before it do not matter), behind which the address stands.
    private static readonly string[] Recipients =
    [
        "Recipient address:", "Recipient:", "Failed recipient:", "Failed Recipients:", "Intended recipient:", "Original recipient:", "Addressed To:", "Address:", "Failed address:", "Undeliverable address:", "Unable to deliver message to:", "Unable to deliver message to",
        "Unable to deliver mail to", "Could not deliver message to", "Could not be delivered to:", "The following message to", "Your message to:", "Your message to", "Your mail to", "Your email to", "Your e-mail to", "Message to", "Mail to", "Delivery to", "Delivery failed:",
        "Unknown user:", "Unknown host:", "User mailbox exceeds allowed size:", "Invalid final delivery userid:", "Delivery failed for:", "undeliverable to", "Not delivered to:", "Was not delivered to:", "Failed to deliver to", "Failed to deliver message to", "Rejected recipient:",
        "Error-For:", "Error for:", "SMTP Server <", "Sent <<< RCPT TO:", "RCPT TO:", "Empfänger:", "Empfängeradresse:", "An:", "Ihre Nachricht an", "Ihre E-Mail an", "Ihre Mail an", "Zustellung an", "Die Nachricht an", "E-Mail-Adresse:", "Destinataire :", "Destinataire:", "Destinatario:",
        "Destinatário:", "Geadresseerde:", "Получатель:", "宛先:", "宛先：", "收件人：", "收件人:", "Fehlgeschlagener Empfänger:", "Nicht zustellbar an:", "An error occurred while trying to deliver the mail to the following recipient",
    ];

    // Lines that carry the reason behind a label.
    private static readonly string[] Reasons =
    [
        "Diagnostic code:", "Diagnostic-Code:", "Reason:", "Error:", "Error message:", "Error description:", "Received >>>", "Failure reason:", "The reason for the problem:", "Delivery failed for the following reason:", "Grund:", "Ursache:", "Fehler:", "Fehlermeldung:", "Begründung:",
        "Body of message generated response:", "Raison :", "Motivo:", "Reden:", "Причина:", "原因:", "原因：", "Remote server said:", "Server response:", "Response:", "The server said:", "Antwort des Servers:",
    ];

    public string Name => "Labelled";

    public IReadOnlyList<string> Signatures =>
    [
        "recipient address:", "recipient: <", "failed recipient", "addressed to:", "unable to deliver message to", "unable to deliver mail to", "could not be delivered to: <", "the following message to <", "your message to:", "could not deliver message to", "unknown user:",
        "unknown host:", "user mailbox exceeds allowed size:", "undeliverable to", "smtp server <", "sent <<<", "error-for:", "following recipients was rejected", "generated response:", "invalid final delivery userid", "undeliverable address:", "delivery failed:",
        "user(s) account", "your message was not delivered within", "an error occurred while trying to deliver", "i was unable to deliver your message", "could not be delivered because of", "for the following recipients", "delivery failed for the following reason", "your mail sent on:",
        "empfänger:", "empfängeradresse:", "ihre nachricht an", "ihre e-mail an", "zustellung an", "nicht zustellbar an", "destinataire", "destinatario:", "получатель:", "宛先", "收件人", "rejected the following recipients", "following recipient(s)", "following recipients",
    ];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        if (context.IsPassedOn || !context.IsAutomatic || !(context.Announces(NoticeMark.Failure) || context.Announces(NoticeMark.Delay)))
        {
            return false;
        }

        facts.Kind = context.Announces(NoticeMark.Delay) ? BounceKind.Delay : BounceKind.Failure;
        var lines = context.Lines;
        RecipientFacts? current = null;
        var first = -1;
        for (var i = 0; i < context.NoticeEnd && i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (TryReadRecipient(line, out var address, out var rest))
            {
                current = current is not null && string.Equals(current.Address, address, StringComparison.OrdinalIgnoreCase) ? current : facts.Add(address);
                first = first < 0 ? i : first;
                AddReason(current, rest);
            }
            else if (RecipientBlocks.TryReadAddress(lines[i], AddressLine.Angle, out address, out rest))
            {
                current = facts.Add(address);
                first = first < 0 ? i : first;
                AddReason(current, rest);
            }
            else if (current is not null && TryReadOriginal(line, out address))
            {
                current.OriginalRecipient = address;
            }
            else if (current is not null && IsRuler(line))
            {
                // What follows a line of dashes is about the mail, not about the recipient.
                current = current.Diagnostic.Length == 0 ? current : null;
            }
            else if (current is not null && !line.IsEmpty)
            {
                AddReason(current, WithoutLabel(line));
            }
        }

        facts.Notice = lines.Slice(0, first < 0 ? 0 : context.NoticeEnd).ToString();
        return facts.Recipients.Count > 0;
    }

    private static bool TryReadRecipient(ReadOnlySpan<char> line, out string address, out string rest)
    {
        address = rest = "";
        line = line.TrimStart("*-•·> \t".AsSpan());
        foreach (var label in Recipients)
        {
            if (!line.StartsWith(label.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (label == "SMTP Server <")
            {
                // "SMTP Server <mx.b> rejected recipient <a@b>"
                return TryReadLast(line, out address, out rest);
            }

            var value = line.Slice(label.Length).TrimStart(": \t".AsSpan());
            if (label.StartsWith("Recipient", StringComparison.Ordinal) && value.StartsWith("@".AsSpan()) && AddressText.Clean(value) is var routed && AddressText.IsAddress(routed))
            {
                // "@mx.kunde.example:anna@store": a source route (RFC 5321 appendix C).
                address = routed.ToString();
                return true;
            }

            if (AddressText.TryRead(value, out address, out var length))
            {
                rest = label.EndsWith(':') || label.StartsWith('U') ? label + " " + value.Slice(length).ToString() : value.Slice(length).ToString();
                return true;
            }
        }

        return false;
    }

    // Oracle Messaging Server names the internal address first.
    private static bool TryReadOriginal(ReadOnlySpan<char> line, out string address)
    {
        address = line.StartsWith("Original address:".AsSpan(), StringComparison.OrdinalIgnoreCase) ? AddressText.FindFirst(line) : "";
        return address.Length > 0;
    }

    private static bool IsRuler(ReadOnlySpan<char> line) => line.Length >= 10 && line.Trim("-_=*".AsSpan()).IsEmpty;

    private static bool TryReadLast(ReadOnlySpan<char> line, out string address, out string rest)
    {
        var open = line.LastIndexOf('<');
        var found = AddressText.TryRead(line.Slice(open), out address, out var length);
        rest = line.Slice(open + length).ToString();
        return found;
    }

    private static string WithoutLabel(ReadOnlySpan<char> line)
    {
        foreach (var label in Reasons)
        {
            if (line.StartsWith(label.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return TypedValue.TextOf(line.Slice(label.Length).Trim().ToString(), out _);
            }
        }

        return line.ToString();
    }

    private static void AddReason(RecipientFacts recipient, string text)
    {
        if (text.Length > 0 && recipient.Diagnostic.Length < 4096)
        {
            recipient.Diagnostic += (recipient.Diagnostic.Length == 0 ? "" : "\n") + text;
        }
    }
}
