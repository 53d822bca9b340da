namespace MailOps.Domains.Blocklists;

/// <summary>What one list says about one address or domain.</summary>
public sealed record BlocklistAnswer
{
    /// <summary>The name of the list.</summary>
    public required string List { get; init; }

    /// <summary>The zone of the list.</summary>
    public required string Zone { get; init; }

    /// <summary>The address or domain that was asked about.</summary>
    public required string Subject { get; init; }

    /// <summary>What the list says.</summary>
    public required BlocklistVerdict Verdict { get; init; }

    /// <summary>The codes of the answer, such as 127.0.0.4; the list's own page says what they mean.</summary>
    public TextList Codes { get; init; } = TextList.Empty;

    /// <summary>The reason that the list gives; foreign text.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Where to read more and to ask for removal.</summary>
    public string DelistingPage { get; init; } = "";

    /// <summary>The list and its verdict.</summary>
    public override string ToString() => List + ": " + Verdict;
}
