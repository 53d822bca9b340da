using System;
using System.Collections.Generic;
using System.Text;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>The header of the message that a report returns, from a part of its own or from the end of the text.</summary>
internal sealed class ReturnedMessage
{
    private const int MaxHeader = 64 * 1024;

    private ReturnedMessage(MimeHeaderList? headers) => Headers = headers;

    /// <summary>The fields; null when the report returns nothing.</summary>
    public MimeHeaderList? Headers { get; }

    public string this[string name] => Headers?[name] ?? "";

    public static ReturnedMessage Find(BounceContext context)
    {
        if (context.Parts.Returned is { } part)
        {
            return new ReturnedMessage(part.EmbeddedMessage is { } message ? message.Headers : MimeHeaderBlock.ReadFirst(part.GetContent()));
        }

        var lines = context.Lines;
        for (var i = context.NoticeEnd; i < lines.Count && i < context.NoticeEnd + 12; i++)
        {
            if (IsField(lines[i]))
            {
                var text = lines.Slice(i, lines.Count);
                text = text.Length > MaxHeader ? text.Slice(0, MaxHeader) : text;
                return new ReturnedMessage(MimeHeaderBlock.ReadFirst(Encoding.UTF8.GetBytes(Unindent(text))));
            }
        }

        return new ReturnedMessage(null);
    }

    /// <summary>What results tell about the original.</summary>
    public OriginalMessage ToOriginal(string messageId)
    {
        var id = messageId.Length > 0 ? messageId : this["Message-ID"];
        return Headers is null && id.Length == 0
            ? OriginalMessage.Unknown
            : new OriginalMessage
            {
                MessageId = CleanId(id),
                Subject = this["Subject"],
                From = this["From"],
                To = this["To"],
                Date = this["Date"],
                ListId = this["List-Id"],
            };
    }

    /// <summary>Whether a field of the sender names this address, in a message that travelled: a quotation has no trace fields.</summary>
    public bool WasSentBy(string address)
    {
        if (Headers is null || address.Length == 0 || !(Headers.Contains("Received") || Headers.Contains("Return-Path") || Headers.Contains("MIME-Version")))
        {
            return false;
        }

        foreach (var field in SenderFields)
        {
            if (Headers[field] is { } value && value.Contains(address, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] SenderFields = ["Return-Path", "Sender", "From", "Errors-To", "X-Sender"];

    /// <summary>Whether a field names this address as one whom the message went to.</summary>
    public bool WentTo(string address)
    {
        foreach (var field in RecipientFields)
        {
            if (Headers?[field] is { } value && value.Contains(address, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] RecipientFields = ["To", "Cc", "Delivered-To", "X-Original-To", "X-Receiver", "Envelope-To", "Received"];

    private static readonly string[] EnvelopeFields = ["X-Original-To", "Envelope-To", "X-Envelope-To", "X-Receiver", "Delivered-To"];

    /// <summary>Whom a server noted as recipient of the envelope, best first.</summary>
    public IEnumerable<string> EnvelopeRecipients()
    {
        foreach (var field in EnvelopeFields)
        {
            if (OnlyAddress(this[field]) is { Length: > 0 } address)
            {
                yield return address;
            }
        }

        yield return ReceivedFor;
    }

    /// <summary>Whom the message is addressed to or was delivered for, each once.</summary>
    public List<string> Recipients(int max)
    {
        var all = new List<string>();
        foreach (var address in EnvelopeRecipients())
        {
            Add(all, address, max);
        }

        foreach (var field in AddressedFields)
        {
            var rest = this[field].AsSpan();
            while (all.Count < max && AddressText.FindFirst(rest, out var end) is { Length: > 0 } address)
            {
                Add(all, address, max);
                rest = rest.Slice(end);
            }
        }

        return all;
    }

    private static readonly string[] AddressedFields = ["To", "Cc"];

    private static void Add(List<string> all, string address, int max)
    {
        if (address.Length > 0 && all.Count < max && !all.Exists(known => string.Equals(known, address, StringComparison.OrdinalIgnoreCase)))
        {
            all.Add(address);
        }
    }

    private static string OnlyAddress(string value)
    {
        var first = AddressText.FindFirst(value.AsSpan(), out var end);
        return first.Length > 0 && AddressText.FindFirst(value.AsSpan(end)).Length == 0 ? first : "";
    }

    /// <summary>The recipient in the newest Received field (RFC 5321 section 4.4); empty when it names none.</summary>
    public string ReceivedFor
    {
        get
        {
            var received = this["Received"];
            var at = received.LastIndexOf("for ", StringComparison.OrdinalIgnoreCase);
            return at < 0 ? "" : AddressText.FindFirst(received.AsSpan(at));
        }
    }

    private static string CleanId(string id)
    {
        var open = id.IndexOf('<');
        var close = open < 0 ? -1 : id.IndexOf('>', open);
        return close > open ? id.Substring(open + 1, close - open - 1).Trim() : id.Trim();
    }

    private static bool IsField(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon <= 1)
        {
            return false;
        }

        foreach (var c in line.Slice(0, colon).Trim())
        {
            if (c is <= ' ' or >= (char)0x7F)
            {
                return false;
            }
        }

        return true;
    }

    // Some systems indent the returned message by a space, or quote it with ">"; its continuation lines then have one more.
    private static string Unindent(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not (' ' or '\t' or '>'))
        {
            return text.ToString();
        }

        var indent = text.Length - text.TrimStart("> \t".AsSpan()).Length;
        var result = new StringBuilder(text.Length);
        var lines = new TextLines(text.ToString());
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            result.Append(line.Length >= indent && line.Slice(0, indent).Trim("> \t".AsSpan()).IsEmpty ? line.Slice(indent) : line).Append('\n');
        }

        return result.ToString();
    }
}
