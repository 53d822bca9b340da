using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Mime;

namespace MailOps.Outbox;

/// <summary>All texts of a mail that may have places for values: subject, both bodies, header fields.</summary>
internal sealed class TemplateSet
{
    private readonly TemplateText _subject;
    private readonly TemplateText? _text;
    private readonly TemplateText? _html;
    private readonly List<KeyValuePair<string, TemplateText>> _headers;
    private readonly List<Place> _places = [];

    /// <exception cref="MailOpsException">
    /// <c>MailOps.Draft.TemplateInvalid</c>, <c>TwoBodies</c>; <c>MailOps.Mime.InvalidHeaderName</c>, <c>ReservedHeader</c>, <c>HeaderInjection</c>.
    /// </exception>
    public TemplateSet(MailComposition composition)
    {
        var template = composition.Template;
        if (template is not null && (template.IsHtml ? composition.Html : composition.Text) is not null)
        {
            throw DraftErrors.TwoBodies();
        }

        Func<string, string, TemplateText> read = template is null ? Verbatim : (text, origin) => TemplateText.Parse(text, origin);
        _subject = string.IsNullOrEmpty(composition.Subject) && template?.SubjectText is { } own ? own : read(composition.Subject ?? "", "Subject");
        _text = template is { IsHtml: false } ? template.BodyText : composition.Text is { } text ? read(text, "Text") : null;
        _html = template is { IsHtml: true } ? template.BodyText : composition.Html is { } html ? read(html, "Html") : null;
        _headers =
        [
            .. template?.HeaderTexts ?? [],
            .. composition.Headers.Select(h => new KeyValuePair<string, TemplateText>(h.Key, read(h.Value, h.Key))),
        ];
        HeaderWriter.RefuseLineBreaks("Subject", _subject.Source);
        foreach (var header in _headers)
        {
            CustomHeaders.Check(header.Key, header.Value.Source);
        }

        AddPlaces(_subject, "Subject");
        AddPlaces(_text, null);
        AddPlaces(_html, null);
        _headers.ForEach(h => AddPlaces(h.Value, h.Key));
        Names = new TextList(_places.Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase));
    }

    public TextList Names { get; }

    /// <summary>Finds a value for each name; all that are missing are named at once.</summary>
    public IReadOnlyDictionary<string, string> FindValues(Func<string, string?> lookup, string row)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Names)
        {
            if (lookup(name) is { } value)
            {
                values[name] = value;
            }
        }

        var missing = _places.Where(p => !values.TryGetValue(p.Name, out var value) || (value.Length == 0 && !p.IsOptional))
            .Select(p => "{{" + p.Name + "}}").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (missing.Count > 0)
        {
            throw DraftErrors.ValueMissing(row, string.Join(", ", missing));
        }

        foreach (var place in _places)
        {
            if (place.Field is { } field)
            {
                HeaderWriter.RefuseLineBreaks(field, values[place.Name]);
            }
        }

        return values;
    }

    public FilledTexts Fill(IReadOnlyDictionary<string, string> values) => new()
    {
        Subject = _subject.Fill(values, asHtml: false),
        Text = _text?.Fill(values, asHtml: false),
        Html = _html?.Fill(values, asHtml: true),
        Headers = _headers.ConvertAll(h => new KeyValuePair<string, string>(h.Key, h.Value.Fill(values, asHtml: false))),
    };

    private static TemplateText Verbatim(string text, string origin) => TemplateText.Literal(text);

    private void AddPlaces(TemplateText? text, string? field) =>
        _places.AddRange((text?.Places ?? []).Select(p => new Place { Name = p.Text, IsOptional = p.IsOptional, Field = field }));

    private readonly record struct Place
    {
        public string Name { get; init; }

        public bool IsOptional { get; init; }

        /// <summary>The header field that it stands in; null in a body.</summary>
        public string? Field { get; init; }
    }
}

/// <summary>The texts of one mail.</summary>
internal readonly record struct FilledTexts
{
    public required string Subject { get; init; }

    public required string? Text { get; init; }

    public required string? Html { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }
}
