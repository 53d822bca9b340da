using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Outbox;

/// <summary>
/// A mail with places for values, <c>{{Name}}</c>. It may begin with header fields, the first of them <c>Subject:</c>, and an empty line;
/// what follows is the text, HTML or plain. docs/drafts.md describes it.
/// </summary>
public sealed class MailTemplate
{
    private const long MaxFileBytes = 8 * 1024 * 1024;

    private MailTemplate(string source, bool isHtml, TemplateText body, TemplateText? subject, IReadOnlyList<KeyValuePair<string, TemplateText>> headers)
    {
        Source = source;
        IsHtml = isHtml;
        BodyText = body;
        SubjectText = subject;
        HeaderTexts = headers;
    }

    /// <summary>The template as it was written.</summary>
    public string Source { get; }

    /// <summary>Whether its text is HTML.</summary>
    public bool IsHtml { get; }

    /// <summary>The subject with its places; null when it has none.</summary>
    public string? Subject => SubjectText?.Source;

    /// <summary>The text with its places.</summary>
    public string Body => BodyText.Source;

    internal TemplateText BodyText { get; }

    internal TemplateText? SubjectText { get; }

    internal IReadOnlyList<KeyValuePair<string, TemplateText>> HeaderTexts { get; }

    /// <summary>
    /// What somebody gave as a template: the text itself where it has a line break, a <c>&lt;</c> or braces, else the path of a file.
    /// </summary>
    /// <param name="pathOrText">Path or text.</param>
    /// <param name="resolvePath">Makes the path that the file system knows; null where paths need no resolving.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Draft.InputUnreadable</c>, <c>TemplateInvalid</c>.</exception>
    public static MailTemplate Open(string pathOrText, Func<string, string>? resolvePath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrText);
        return pathOrText.IndexOfAny(['\n', '<']) >= 0 || pathOrText.Contains("{{", StringComparison.Ordinal)
            ? Parse(pathOrText)
            : Load(resolvePath is null ? pathOrText : resolvePath(pathOrText));
    }

    /// <summary>Reads a template file; <c>.html</c> and <c>.htm</c> are HTML, <c>.txt</c> is text, others are what they look like.</summary>
    /// <param name="path">A file in UTF-8, or with a byte order mark.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Draft.InputUnreadable</c>, <c>TemplateInvalid</c>.</exception>
    public static MailTemplate Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var text = DraftFile.ReadText(path, MaxFileBytes);
        var ending = Path.GetExtension(path);
        bool? isHtml = ending.Equals(".html", StringComparison.OrdinalIgnoreCase) || ending.Equals(".htm", StringComparison.OrdinalIgnoreCase) ? true
            : ending.Equals(".txt", StringComparison.OrdinalIgnoreCase) ? false
            : null;
        return Parse(text, isHtml, Path.GetFileName(path));
    }

    /// <summary>Reads the text of a template.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isHtml">Whether it is HTML; null: when it begins with a tag.</param>
    /// <param name="origin">What to call it in errors; null for "template".</param>
    /// <exception cref="MailOpsException"><c>MailOps.Draft.TemplateInvalid</c>.</exception>
    public static MailTemplate Parse(string text, bool? isHtml = null, string? origin = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = origin ?? "template";
        TemplateText? subject = null;
        List<KeyValuePair<string, TemplateText>> headers = [];
        var line = 1;
        var position = 0;

        // Only a text that begins with its subject has a head: "Dear customer:" is no header field.
        if (text.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase))
        {
            for (; ReadHeadLine(text, ref position, out var field, out var value); line++)
            {
                var read = TemplateText.Parse(value, name, line);
                if (field.Equals("Subject", StringComparison.OrdinalIgnoreCase) && subject is null)
                {
                    subject = read;
                }
                else
                {
                    Mime.CustomHeaders.Check(field, "");
                    headers.Add(new KeyValuePair<string, TemplateText>(field, read));
                }
            }

            line++;
        }

        var body = text.Substring(position);
        return new MailTemplate(
            text, isHtml ?? body.TrimStart().StartsWith('<'), TemplateText.Parse(body, name, line), subject, headers);
    }

    // One "Name: value" line; the empty line behind the head is consumed, too.
    private static bool ReadHeadLine(string text, ref int position, out string field, out string value)
    {
        var end = text.IndexOf('\n', position);
        end = end < 0 ? text.Length : end;
        var line = text.Substring(position, end - position).TrimEnd('\r');
        var colon = line.IndexOf(':');
        (field, value) = colon > 0 ? (line.Substring(0, colon), line.Substring(colon + 1).Trim()) : ("", "");
        if (line.Length > 0 && colon <= 0)
        {
            return false;
        }

        position = Math.Min(end + 1, text.Length);
        return line.Length > 0;
    }
}
