namespace MailOps.Authentication.Spf;

/// <summary>A term that cannot be read. One is enough to make the whole record a permerror (RFC 7208 section 4.6).</summary>
public sealed record SpfSyntaxError
{
    /// <summary>The term as written.</summary>
    public required string Term { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required SpfSyntaxFault Fault { get; init; }

    /// <summary>The term and the fault.</summary>
    public override string ToString() => Term + ": " + Fault;
}
