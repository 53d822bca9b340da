namespace MailOps.Bounces;

/// <summary>What a report tells about the message it is about, from the copy or the headers it returns.</summary>
public sealed record OriginalMessage
{
    /// <summary>An original of which nothing is known.</summary>
    public static readonly OriginalMessage Unknown = new();

    /// <summary>The Message-ID without angle brackets; empty when not known.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The subject, decoded; empty when not known.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The From field, decoded, as written; empty when not known.</summary>
    public string From { get; init; } = "";

    /// <summary>The To field, decoded, as written; empty when not known.</summary>
    public string To { get; init; } = "";

    /// <summary>The Date field as written; empty when not known.</summary>
    public string Date { get; init; } = "";

    /// <summary>The List-Id field, decoded, as written; empty when the message came through no list.</summary>
    public string ListId { get; init; } = "";

    /// <summary>Whether nothing is known.</summary>
    public bool IsUnknown => this == Unknown;
}
