using System;
using System.Collections.Generic;
using System.Globalization;
using MailOps.Outbox;

namespace MailOps.Recall;

/// <summary>What a correction says, and how it looks.</summary>
public sealed record MailCorrectionOptions
{
    /// <summary>Which of the built-in texts; not used with a template.</summary>
    public MailCorrectionKind Kind { get; init; }

    /// <summary>A template of one's own; null for a built-in text.</summary>
    public MailTemplate? Template { get; init; }

    /// <summary>The author: address, or <c>Name &lt;address&gt;</c>; null for the author of the mail that is corrected.</summary>
    public string? From { get; init; }

    /// <summary>Where answers go, when not to the author.</summary>
    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    /// <summary>The subject; null for that of the template, else that of the mail as an answer has it.</summary>
    public string? Subject { get; init; }

    /// <summary>Words of one's own in the built-in text, and what <c>{{Text}}</c> stands for; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>Paths of files that go with every correction.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Language of the built-in texts and form of times.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.CurrentUICulture;

    /// <summary>What makes it the same correction when it is queued again; null: the kind, or the words of the template.</summary>
    public string? Key { get; init; }

    /// <summary>The time zone that times are told in; null for that of this machine.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>The clock; null for that of the machine.</summary>
    public MailClock? Clock { get; init; }
}
