namespace MailOps.Net.Http;

/// <summary>What a server answered.</summary>
internal sealed record HttpResponse
{
    /// <summary>The status code, 200 to 599.</summary>
    public required int Status { get; init; }

    /// <summary>The media type without its parameters, lower case; empty when the server names none.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Where a redirection leads, as the server wrote it; null without one.</summary>
    public string? Location { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>Whether the connection may take another request.</summary>
    public bool KeepsConnection { get; init; }
}
