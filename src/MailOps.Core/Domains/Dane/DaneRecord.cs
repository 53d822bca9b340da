namespace MailOps.Domains.Dane;

/// <summary>One TLSA record of a mail server.</summary>
public sealed record DaneRecord
{
    /// <summary>The record as in a zone file: usage, selector, matching type and data, such as <c>3 1 1 8CB0…</c>.</summary>
    public required string Record { get; init; }

    /// <summary>What it says about the server.</summary>
    public required DaneRecordVerdict Verdict { get; init; }

    /// <summary>The record.</summary>
    public override string ToString() => Record;
}
