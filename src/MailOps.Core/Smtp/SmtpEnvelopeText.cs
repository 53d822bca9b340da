using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MailOps.Smtp;

/// <summary>An envelope checked and turned into the words of MAIL and RCPT; refuses what would break out of a command.</summary>
internal sealed class SmtpEnvelopeText
{
    // RFC 3461 sections 4.2 and 4.4: ENVID has at most 100 characters, ORCPT 500, both after encoding.
    private const int MaxEnvelopeId = 100;
    private const int MaxOriginalRecipient = 500;

    private readonly MailEnvelope _envelope;
    private readonly string _sender;

    public SmtpEnvelopeText(MailEnvelope envelope)
    {
        _envelope = envelope;
        if (envelope.Recipients.Count == 0)
        {
            throw SmtpErrors.InvalidEnvelope("recipients", "");
        }

        _sender = envelope.Sender.Length == 0 ? "" : Path("sender", envelope.Sender);
        SenderNeedsUtf8 = !IsAscii(_sender);
        if (envelope.EnvelopeId is { } id && (id.Length == 0 || id.Any(c => c is < ' ' or > '~') || Xtext(id).Length > MaxEnvelopeId))
        {
            throw Refuse("envelope id", id);
        }

        Recipients = [.. envelope.Recipients.Select(r => new Recipient(r, Path("recipient", r.Address)))];
    }

    /// <summary>Whether the sender's local part is not ASCII.</summary>
    public bool SenderNeedsUtf8 { get; }

    /// <summary>Whether a parameter of DSN is asked for.</summary>
    public bool WantsDsn => _envelope.EnvelopeId is not null || _envelope.Return is not null
        || _envelope.Recipients.Any(r => r.Notify is not null || r.OriginalRecipient is not null);

    /// <summary>The recipients, in the order of the envelope.</summary>
    public IReadOnlyList<Recipient> Recipients { get; }

    /// <summary>The MAIL command (RFC 5321 section 4.1.1.2) with the parameters that the server offers.</summary>
    public string Mail(SmtpCapabilities offered, SmtpMessageTraits traits, bool useUtf8)
    {
        var line = new StringBuilder("MAIL FROM:<").Append(_sender).Append('>');
        if (offered.Size)
        {
            line.Append(" SIZE=").Append(traits.Size.ToString(CultureInfo.InvariantCulture));
        }

        if (traits.Is8Bit && offered.EightBitMime)
        {
            line.Append(" BODY=8BITMIME");
        }

        if (useUtf8)
        {
            line.Append(" SMTPUTF8");
        }

        if (offered.Dsn)
        {
            if (_envelope.Return is { } part)
            {
                line.Append(part == DsnReturn.Full ? " RET=FULL" : " RET=HDRS");
            }

            if (_envelope.EnvelopeId is { } id)
            {
                line.Append(" ENVID=").Append(Xtext(id));
            }
        }

        return line.ToString();
    }

    // RFC 3461 section 4: "!" to "~" stand for themselves but for "+" and "=", everything else is "+" and two hexadecimal digits.
    internal static string Xtext(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= '!' and <= '~' and not ('+' or '='))
            {
                builder.Append(c);
            }
            else
            {
                builder.Append('+').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return builder.ToString();
    }

    // RFC 6533 section 3, utf-8-addr-xtext: what xtext cannot hold is written as \x{HEX}, so that it passes servers without SMTPUTF8.
    internal static string Utf8AddressXtext(string address)
    {
        var builder = new StringBuilder(address.Length);
        for (var i = 0; i < address.Length; i++)
        {
            var c = address[i];
            if (c is >= '!' and <= '~' and not ('+' or '=' or '\\'))
            {
                builder.Append(c);
            }
            else
            {
                var isPair = char.IsHighSurrogate(c) && i + 1 < address.Length && char.IsLowSurrogate(address[i + 1]);
                var codePoint = isPair ? char.ConvertToUtf32(c, address[++i]) : c;
                builder.Append("\\x{").Append(codePoint.ToString("X2", CultureInfo.InvariantCulture)).Append('}');
            }
        }

        return builder.ToString();
    }

    private static MailOpsException Refuse(string what, string value) => value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0
        ? SmtpErrors.CommandInjection(what, value)
        : SmtpErrors.InvalidEnvelope(what, value);

    private static bool IsAscii(string text) => text.All(c => c < 128);

    /// <summary>
    /// An address in the form of a command: canonical where it is valid. Some real mailboxes break the grammar (two dots in a row at Japanese
    /// mobile carriers), and whether to write to those is not decided here: printable characters without space and brackets pass.
    /// </summary>
    private static string Path(string what, string address)
    {
        if (MailAddress.TryParse(address, out var mailbox))
        {
            return mailbox.Address;
        }

        // RFC 5321 section 4.1.1.3: the one mailbox without a domain.
        if (string.Equals(address, "postmaster", StringComparison.OrdinalIgnoreCase))
        {
            return address;
        }

        var at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 && address.Length <= 320 && address.All(c => c is > ' ' and < '\u007F' and not ('<' or '>'))
            ? address
            : throw Refuse(what, address);
    }

    /// <summary>One recipient of the envelope.</summary>
    internal sealed class Recipient
    {
        private readonly string _path;

        public Recipient(EnvelopeRecipient recipient, string path)
        {
            Source = recipient;
            _path = path;
            NeedsUtf8 = !IsAscii(path);
            if (recipient.OriginalRecipient is { } original && (original.Length == 0 || original.Any(char.IsControl)
                || OriginalRecipient(original).Length > MaxOriginalRecipient))
            {
                throw Refuse("original recipient", original);
            }
        }

        public EnvelopeRecipient Source { get; }

        /// <summary>Whether the local part is not ASCII.</summary>
        public bool NeedsUtf8 { get; }

        /// <summary>The RCPT command (RFC 5321 section 4.1.1.3) with the parameters that the server offers.</summary>
        public string Rcpt(SmtpCapabilities offered)
        {
            if (!offered.Dsn || (Source.Notify is null && Source.OriginalRecipient is null))
            {
                return "RCPT TO:<" + _path + ">";
            }

            var line = new StringBuilder("RCPT TO:<").Append(_path).Append('>');
            if (Source.Notify is { } notify)
            {
                line.Append(" NOTIFY=").Append(Notify(notify));
            }

            if (Source.OriginalRecipient is { } original)
            {
                line.Append(" ORCPT=").Append(OriginalRecipient(original));
            }

            return line.ToString();
        }

        private static string Notify(DsnNotify notify)
        {
            var words = new List<string>(3);
            foreach (var (flag, word) in new[] { (DsnNotify.Success, "SUCCESS"), (DsnNotify.Failure, "FAILURE"), (DsnNotify.Delay, "DELAY") })
            {
                if ((notify & flag) != 0)
                {
                    words.Add(word);
                }
            }

            return words.Count == 0 ? "NEVER" : string.Join(",", words);
        }

        private static string OriginalRecipient(string address) =>
            IsAscii(address) ? "rfc822;" + Xtext(address) : "utf-8;" + Utf8AddressXtext(address);
    }
}
