using System.Globalization;

namespace MailOps;

/// <summary>
/// The definition behind all findings of one id: severity, clause, and the words in English and German. Each area keeps its rules
/// as static read-only fields of one class, <c>XxxFindings</c>; a test compares all of them with docs/findings.md.
/// </summary>
public sealed class FindingRule
{
    private readonly Localized _message;
    private readonly Localized _advice;

    internal FindingRule(string id, FindingSeverity severity, string reference, Localized message, Localized advice)
    {
        Id = id;
        Severity = severity;
        Reference = reference;
        _message = message;
        _advice = advice;
    }

    /// <summary>The stable id.</summary>
    public string Id { get; }

    /// <summary>The severity of findings of this rule.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>The clause the rule comes from; empty when no document says so.</summary>
    public string Reference { get; }

    /// <summary>The message with its place holders, <c>{0}</c> and up, in the given language.</summary>
    /// <param name="culture">The language wanted; German for <c>de</c> and its regions, English for all others.</param>
    public string MessageTemplate(CultureInfo culture) => _message.For(culture);

    /// <summary>The advice with its place holders, in the given language.</summary>
    /// <param name="culture">The language wanted; German for <c>de</c> and its regions, English for all others.</param>
    public string AdviceTemplate(CultureInfo culture) => _advice.For(culture);

    /// <summary>A finding of this rule, in the language of <see cref="CultureInfo.CurrentUICulture"/>.</summary>
    /// <param name="values">What the place holders of message and advice stand for; both share one numbering.</param>
    internal Finding Found(params object?[] values)
    {
        var culture = CultureInfo.CurrentUICulture;
        return new Finding
        {
            Id = Id,
            Severity = Severity,
            Message = Fill(_message.For(culture), values),
            Advice = Fill(_advice.For(culture), values),
            Reference = Reference,
        };
    }

    // Values are foreign text: they are inserted, never read as a format.
    private static string Fill(string template, object?[] values) =>
        values.Length == 0 ? template : string.Format(CultureInfo.InvariantCulture, template, values);
}
