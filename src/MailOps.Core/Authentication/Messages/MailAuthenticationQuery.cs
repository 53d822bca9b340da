using System.Net;

namespace MailOps.Authentication;

/// <summary>What is known about how a message came; what is missing is read from its header.</summary>
public sealed record MailAuthenticationQuery
{
    /// <summary>Everything from the header.</summary>
    public static readonly MailAuthenticationQuery FromHeader = new();

    /// <summary>The address of the client that handed it in; null: from the Received field.</summary>
    public IPAddress? ClientAddress { get; init; }

    /// <summary>The name that the client gave; null: from the Received field.</summary>
    public string? Helo { get; init; }

    /// <summary>The address of MAIL FROM, empty for bounces; null: from the Return-Path field.</summary>
    public string? MailFrom { get; init; }

    /// <summary>The host whose Received field counts, by the name behind <c>by</c>; empty: the topmost one with a public client address.</summary>
    public string TrustedHost { get; init; } = "";

    /// <summary>The name in the Authentication-Results field; empty: the host that received the message.</summary>
    public string AuthservId { get; init; } = "";
}
