using System;
using System.Collections.Generic;
using MailOps.Json;

namespace MailOps.Dns;

/// <summary>The answer to a <see cref="DnsQuestion"/>.</summary>
public sealed record DnsAnswer : IJsonResult
{
    /// <summary>What was asked.</summary>
    public required DnsQuestion Question { get; init; }

    /// <summary>What came back. Only <see cref="DnsStatus.NoData"/> and <see cref="DnsStatus.NxDomain"/> say that there is nothing.</summary>
    public required DnsStatus Status { get; init; }

    /// <summary>The records of the type asked for, at the end of the chain of aliases; empty unless the status is Found.</summary>
    public IReadOnlyList<DnsRecord> Records { get; init; } = [];

    /// <summary>The name at the end of the chain of aliases; the name asked for when it is no alias.</summary>
    public required string CanonicalName { get; init; }

    /// <summary>The names that are aliases, from the one asked for on; empty when it is none.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Why nobody knows; null unless the status is TempError.</summary>
    public DnsFailure? Failure { get; init; }

    /// <summary>How long the answer may still be used; zero for failures.</summary>
    public TimeSpan TimeToLive { get; init; }

    /// <summary>Whether the server says that it validated the answer with DNSSEC (the AD bit, RFC 4035 section 3.2.3).</summary>
    public bool IsAuthenticData { get; init; }

    /// <summary>The server that answered, address and port; <c>zone</c> for a zone from a file; empty when nobody did.</summary>
    public string Server { get; init; } = "";

    /// <summary>The records of one class, in the order of the answer.</summary>
    /// <typeparam name="T">The class of record, such as <see cref="DnsMxRecord"/>.</typeparam>
    public IEnumerable<T> RecordsOf<T>()
        where T : DnsRecord
    {
        foreach (var record in Records)
        {
            if (record is T wanted)
            {
                yield return wanted;
            }
        }
    }

    /// <summary>The question, the status, and the records or the failure.</summary>
    public override string ToString() =>
        Question + ": " + (Status == DnsStatus.Found ? string.Join("; ", Data(Records)) : Failure is null ? Status.ToString() : Failure.Message);

    void IJsonResult.WriteJson(JsonWriter writer) => AnswerJson.Write(writer, this, at: null);

    internal static DnsAnswer Failed(DnsQuestion question, DnsFailure failure, string server = "") => new()
    {
        Question = question,
        Status = DnsStatus.TempError,
        CanonicalName = question.Name,
        Failure = failure,
        Server = server,
    };

    private static IEnumerable<string> Data(IReadOnlyList<DnsRecord> records)
    {
        foreach (var record in records)
        {
            yield return record.Data;
        }
    }
}
