namespace MailOps.Authentication;

/// <summary>A message that is not sent yet.</summary>
public sealed record MailForecast
{
    /// <summary>The address of the From field.</summary>
    public required MailAddress From { get; init; }

    /// <summary>The host that will hand it to receivers, by name or address.</summary>
    public required string Relay { get; init; }

    /// <summary>The address of MAIL FROM; null: that of the From field.</summary>
    public MailAddress? MailFrom { get; init; }

    /// <summary>The domain that it will be signed for; empty: that of the From field.</summary>
    public string SigningDomain { get; init; } = "";

    /// <summary>The selector that it will be signed with; empty: it will not be signed.</summary>
    public string Selector { get; init; } = "";
}
