using System;
using System.Collections.Generic;
using System.Text;
using MailOps.Mime;

namespace MailOps.Outbox;

/// <summary>What a person wrote once for any number of mails; <see cref="MailComposer"/> makes each of them.</summary>
public sealed record MailComposition
{
    /// <summary>The author: address, or <c>Name &lt;address&gt;</c>. Not used with <see cref="Message"/>.</summary>
    public string From { get; init; } = "";

    /// <summary>Who gets a copy, named in the mail.</summary>
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>Who gets a copy, not named in the mail.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    /// <summary>Where answers go, when not to the author.</summary>
    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    /// <summary>The subject; null or empty: that of the template.</summary>
    public string? Subject { get; init; }

    /// <summary>The text; null: written from the HTML.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML text; null for none.</summary>
    public string? Html { get; init; }

    /// <summary>
    /// The template that gives one of the two texts. With one, <c>{{Name}}</c> also stands for a value in subject, header fields and the
    /// other text; without one, braces are letters like others.
    /// </summary>
    public MailTemplate? Template { get; init; }

    /// <summary>The charset of texts and header; null for UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Paths of files that go with every mail.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Paths of images that the HTML shows by the names of their files: <c>&lt;img src="cid:logo.png"&gt;</c>.</summary>
    public IReadOnlyList<string> InlineImages { get; init; } = [];

    /// <summary>How urgent the mail claims to be.</summary>
    public MimePriority Priority { get; init; }

    /// <summary>Further header fields.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Where to unsubscribe, https: or mailto:; an https: address offers one click (RFC 8058).</summary>
    public IReadOnlyList<string> ListUnsubscribe { get; init; } = [];

    /// <summary>A message to send as it is; null to compose one.</summary>
    public ReadOnlyMemory<byte>? Message { get; init; }

    /// <summary>The clock; null for that of the machine.</summary>
    public MailClock? Clock { get; init; }
}

/// <summary>What one mail of a <see cref="MailComposition"/> has for itself.</summary>
public sealed record MailRow
{
    /// <summary>The recipients: address, or <c>Name &lt;address&gt;</c>.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Paths of files that go with this mail.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>What the names of the template stand for, from <see cref="MailComposer.FindValues"/>.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = NoValues;

    /// <summary>The object that it was made from; else null.</summary>
    public object? InputObject { get; init; }

    private static IReadOnlyDictionary<string, string> NoValues { get; } = new Dictionary<string, string>();
}
