using System;

namespace MailOps.Domains.Dane;

/// <summary>How DANE is tested.</summary>
public sealed record DaneCheckOptions
{
    /// <summary>The port of the servers, which is part of the name of their records.</summary>
    public int Port { get; init; } = 25;

    /// <summary>How long connecting to one server may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the conversation with one server may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The name after EHLO; null for the name of this host.</summary>
    public string? HeloName { get; init; }
}
