using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MailOps.Mime;

namespace MailOps.Outbox;

/// <summary>A mail as the checks see it: read once, its texts taken apart when first asked for.</summary>
internal sealed class PreflightMail
{
    // Long enough for every mail that a person writes; what a machine wrote beyond it is not checked for words.
    private const int MaxText = 512 * 1024;

    private readonly Lazy<string> _ownText;
    private readonly Lazy<HtmlLinks> _links;

    public PreflightMail(OutgoingMail mail)
    {
        Mail = mail;
        Root = MimeReader.Read(mail.Content);
        Subject = Root.Headers["Subject"]?.Trim() ?? "";
        Sort(Root);
        _ownText = new Lazy<string>(() => OwnText.Of(Cut(Html is null ? Text ?? "" : HtmlText.ToMailText(Cut(Html)))));
        _links = new Lazy<HtmlLinks>(() => HtmlLinks.Read(Cut(Html ?? "")));
    }

    public OutgoingMail Mail { get; }

    public MimeEntity Root { get; }

    public string Subject { get; }

    /// <summary>The text part; null when there is none.</summary>
    public string? Text { get; private set; }

    /// <summary>The HTML part; null when there is none.</summary>
    public string? Html { get; private set; }

    /// <summary>The names of attached files, empty ones for those without.</summary>
    public List<string> Attachments { get; } = [];

    /// <summary>The ids of parts that HTML can show, without angle brackets.</summary>
    public HashSet<string> ContentIds { get; } = new(StringComparer.Ordinal);

    /// <summary>What the author wrote: without quotations and what was forwarded.</summary>
    public string OwnWords => _ownText.Value;

    public HtmlLinks Links => _links.Value;

    private static string Cut(string text) => text.Length <= MaxText ? text : text.Substring(0, MaxText);

    // RFC 2183: inline parts are shown, attachments are not; the first text of each kind is the body.
    private void Sort(MimeEntity entity)
    {
        if (entity.Headers["Content-ID"] is { Length: > 2 } id)
        {
            ContentIds.Add(id.Trim().Trim('<', '>'));
        }

        if (entity.IsMultipart())
        {
            foreach (var part in entity.Parts)
            {
                Sort(part);
            }
        }
        else if (entity.Disposition == "attachment" || entity.EmbeddedMessage is not null || !TryTakeBody(entity))
        {
            // An image that the HTML shows is no attachment in the eyes of people.
            if (entity.Disposition == "attachment" || entity.Headers["Content-ID"] is null)
            {
                Attachments.Add(entity.FileName ?? "");
            }
        }
    }

    private bool TryTakeBody(MimeEntity entity)
    {
        if (entity.ContentType.Is("text", "plain") && Text is null && entity.FileName is null)
        {
            Text = entity.GetText();
            return true;
        }

        if (entity.ContentType.Is("text", "html") && Html is null && entity.FileName is null)
        {
            Html = entity.GetText();
            return true;
        }

        return false;
    }
}

/// <summary>What the author of a mail wrote, as opposed to what was quoted or forwarded.</summary>
internal static class OwnText
{
    // What mail programs write above the mail that is answered or forwarded.
    private static readonly string[] Dividers =
    [
        "-----Original Message-----", "-----Ursprüngliche Nachricht-----", "---------- Forwarded message", "---------- Weitergeleitete Nachricht",
        "-------- Original Message --------", "-------- Originalnachricht --------", "________________________________",
    ];

    public static string Of(string text)
    {
        var own = new StringBuilder(text.Length);
        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.TrimStart();
            if (trimmed.Length > 20 && trimmed[0] is '-' or '_' && Dividers.Any(d => trimmed.StartsWith(d, StringComparison.OrdinalIgnoreCase)))
            {
                break;
            }

            if (!trimmed.StartsWith('>'))
            {
                own.Append(line).Append('\n');
            }
        }

        return own.ToString();
    }
}
