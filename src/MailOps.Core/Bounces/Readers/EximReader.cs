using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Exim and the systems that took over its words: GMX, WEB.DE, 1&amp;1, Mail.ru, MXLogic, Zoho, cPanel. Addresses stand on lines of their own,
/// the reason indented or behind a colon.
/// </summary>
internal sealed class EximReader : IBounceReader
{
    public string Name => "Exim";

    public IReadOnlyList<string> Signatures =>
    [
        "This message was created automatically by mail delivery", "A message that you sent could not be delivered", "A message that you sent contained",
        "A message that you sent has not yet been delivered", "A message that you have sent could not", "mail delivery failed: returning message", "has been frozen", "was frozen on arrival",
        "error(s) in forwarding or filtering", "Diese Nachricht wurde automatisch", "Eine Nachricht, die Sie gesendet haben", "konnte nicht an einen oder mehrere", "the following address failed",
        "Diese E-Mail wurde automatisch", "Ihre E-Mail konnte nicht zugestellt werden", "автоматически сервером", "A message that you sent was rejected",
    ];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        if (context.IsPassedOn || !context.IsAutomatic || lines.Count == 0)
        {
            return false;
        }

        facts.Kind = context.Announces(NoticeMark.Delay) ? BounceKind.Delay : BounceKind.Failure;
        var start = Math.Max(0, StartOf(lines, context.NoticeEnd));
        var shapes = AddressLine.Indented | AddressLine.Angle | AddressLine.Quoted | AddressLine.Bare | AddressLine.BareColon;
        RecipientBlocks.Read(lines, start, context.NoticeEnd, shapes, facts);
        if (facts.Recipients.Count == 0)
        {
            ReadErrorCodes(lines, start, context.NoticeEnd, facts);
        }

        if (facts.Recipients.Count == 0)
        {
            TakeFailedRecipients(context, facts, start);
        }

        facts.Notice = lines.Slice(start, context.NoticeEnd).ToString();
        foreach (var recipient in facts.Recipients)
        {
            recipient.Diagnostic = WithoutClosing(recipient.Diagnostic);
        }

        return facts.Recipients.Count > 0;
    }

    // Behind the introduction, so that "A message sent by <a@b>" names no recipient.
    private static int StartOf(TextLines lines, int end)
    {
        foreach (var words in Introductions)
        {
            var line = lines.Find(words, 0, end);
            if (line >= 0)
            {
                return line + 1;
            }
        }

        return 0;
    }

    private static readonly string[] Introductions =
    [
        "address(es) failed", "address failed", "failed:", "has not yet been delivered is", "have not yet been delivered are", "nicht zugestellt werden:", "This is a permanent error", "one or more recipient addresses",
        "folgende", "could not be delivered to", "mail delivery software", "mail delivery system",
    ];

    // Zoho: "a@b Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 text" and "[Status: Error, Address: <a@b>, ResponseCode 421, , text]"
    private static void ReadErrorCodes(TextLines lines, int from, int to, BounceFacts facts)
    {
        for (var i = from; i < to && i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.IndexOf("ERROR_CODE".AsSpan()) > 0 || line.IndexOf("ResponseCode".AsSpan()) > 0)
            {
                var address = AddressText.FindFirst(line, out var end);
                if (address.Length > 0)
                {
                    facts.Add(address).Diagnostic = line.Slice(end).Trim(">, ]".AsSpan()).ToString().Replace("ERROR_CODE :", "", StringComparison.Ordinal).Replace("ResponseCode ", "", StringComparison.Ordinal);
                }
            }
        }
    }

    private static void TakeFailedRecipients(BounceContext context, BounceFacts facts, int start)
    {
        foreach (var address in context.FailedRecipients())
        {
            facts.Add(address).Diagnostic = context.Lines.Slice(start, context.NoticeEnd).ToString();
        }
    }

    // "The following text was generated during the delivery attempt:" and Mail.ru's advice belong to no recipient.
    private static string WithoutClosing(string diagnostic)
    {
        foreach (var words in new[] { "No action is required on your part", "\n**********", "\nРекомендуем" })
        {
            var at = diagnostic.IndexOf(words, StringComparison.Ordinal);
            diagnostic = at > 0 ? diagnostic.Substring(0, at) : diagnostic;
        }

        return diagnostic.Replace("\nReason:\n", "\n", StringComparison.Ordinal).Replace("For the following reason:", "", StringComparison.Ordinal);
    }
}
