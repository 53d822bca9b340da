namespace MailOps.Domains.Dane;

/// <summary>One mail server and its TLSA records.</summary>
public sealed record DaneHost
{
    /// <summary>The server.</summary>
    public required string Host { get; init; }

    /// <summary>The name of its TLSA records, such as <c>_25._tcp.mx1.corp.example</c>.</summary>
    public string TlsaName { get; init; } = "";

    /// <summary>
    /// Valid when a signed record matches the certificate, Invalid when senders with DANE deliver nothing there, Missing without signed records, Unknown when
    /// the DNS or the server did not answer.
    /// </summary>
    public required RecordVerdict Verdict { get; init; }

    /// <summary>Its records.</summary>
    public DaneRecordList Records { get; init; } = DaneRecordList.Empty;

    /// <summary>Host and verdict.</summary>
    public override string ToString() => Host + ": " + Verdict;
}
