using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Notices that give no other sign than their first words, "Your message could not be delivered to", and an address below them. Whoever
/// greets first, or tells of his own message, is a person.
/// </summary>
internal static class NoticeOpening
{
    private const int OpeningLines = 5;
    private const int MaxLines = 60;
    private const int MaxAnswerLines = 24;

    private static readonly string[] YourMessage =
    [
        "your message", "your mail", "your e-mail", "your email", "the email below", "the e-mail below", "the message below", "the following message", "the following mail", "the following email", "a message you sent",
        "a message that you sent", "message from you", "mail from you", "delivery of email to this address", "non-delivery report", "non delivery report", "ihre nachricht", "ihre mail", "ihre e-mail", "die folgende nachricht",
        "votre message", "votre courriel", "votre mail", "su mensaje", "su correo", "il messaggio", "il suo messaggio", "sua mensagem", "uw bericht", "ваше письмо", "ваше сообщение", "twoja wiadomość",
    ];

    private static readonly string[] Greetings =
    [
        "hi ", "hi,", "hello", "dear ", "hallo", "sehr geehrte", "liebe", "guten ", "moin", "bonjour", "hola", "ciao", "buongiorno", "olá", "good morning", "hey",
    ];

    public static bool IsThatOfNotice(BounceContext context)
    {
        var headers = context.Root.Headers;
        if (context.NoticeEnd > MaxLines || context.Announces(NoticeMark.Goods) || context.Announces(NoticeMark.PassedOn)
            || headers.Contains("List-Unsubscribe") || (headers.Contains("In-Reply-To") && !context.Sender.IsAutoSubmitted) || (context.IsPassedOn && !IsAnswer(context)))
        {
            return false;
        }

        var opening = LinesOf(context);
        if (opening.Count == 0 || IsOfPerson(opening))
        {
            return false;
        }

        // The first line already speaks of the mail: a question comes before a report that somebody pastes.
        var text = string.Join(" ", opening);
        return (HasOneOf(opening[0], YourMessage) || Announces(opening[0])) && HasOneOf(text, YourMessage) && Announces(text) && NamesRecipient(context);
    }

    // Some gateways answer "Re: Offer" with their notice. A person who answers quotes, or writes more than that.
    private static bool IsAnswer(BounceContext context)
    {
        if (context.Announces(NoticeMark.Digest) || context.Lines.Count > MaxAnswerLines || !context.Subject.AsSpan().TrimStart().StartsWith("re:".AsSpan(), StringComparison.OrdinalIgnoreCase)
            || !Announces(context.Subject))
        {
            return false;
        }

        for (var i = 0; i < context.Lines.Count; i++)
        {
            if (context.Lines[i].TrimStart().StartsWith(">".AsSpan()))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the first lines want something of the addressee.</summary>
    public static bool IsRequest(BounceContext context) =>
        context.Announces(NoticeMark.Request) && HasOneOf(string.Join(" ", LinesOf(context)), NoticeMarks.Phrases[(int)NoticeMark.Request]);

    /// <summary>Whether the text begins as a letter does: with a greeting or a question.</summary>
    public static bool IsOfPerson(BounceContext context) => IsOfPerson(LinesOf(context));

    private static bool IsOfPerson(List<string> opening) =>
        opening.Count > 0 && (StartsWithOneOf(opening[0], Greetings) || opening.Exists(line => line.EndsWith('?')));

    private static List<string> LinesOf(BounceContext context)
    {
        var opening = new List<string>();
        for (var i = 0; i < context.NoticeEnd && opening.Count < OpeningLines; i++)
        {
            var line = context.Lines[i].Trim(" \t*-=_#|>".AsSpan());
            if (!line.IsEmpty)
            {
                opening.Add(line.ToString());
            }
        }

        return opening;
    }

    private static bool Announces(string text) =>
        HasOneOf(text, NoticeMarks.Phrases[(int)NoticeMark.Failure]) || HasOneOf(text, NoticeMarks.Phrases[(int)NoticeMark.Delay]);

    private static bool NamesRecipient(BounceContext context)
    {
        var found = new BounceFacts();
        RecipientBlocks.Read(context.Lines, 0, context.NoticeEnd, AddressLine.Any, found);
        foreach (var recipient in found.Recipients)
        {
            if (!string.Equals(recipient.Address, context.Sender.Address, StringComparison.OrdinalIgnoreCase)
                && (context.Root.Headers["To"] ?? "").IndexOf(recipient.Address, StringComparison.OrdinalIgnoreCase) < 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasOneOf(string text, IReadOnlyList<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWithOneOf(string text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
