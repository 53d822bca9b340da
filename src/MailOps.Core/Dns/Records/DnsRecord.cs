using System;
using System.Globalization;

namespace MailOps.Dns;

/// <summary>One record of the DNS. The set of its kinds is closed: one class for each <see cref="DnsRecordType"/>, A and AAAA sharing one.</summary>
public abstract record DnsRecord
{
    private protected DnsRecord()
    {
    }

    /// <summary>The name that the record belongs to, in the form of <see cref="DnsQuestion.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary>How long the record may be kept.</summary>
    public TimeSpan TimeToLive { get; init; }

    /// <summary>The type of the record.</summary>
    public abstract DnsRecordType Type { get; }

    /// <summary>What the record says, written as in a zone file (RFC 1035 section 5.1), such as <c>10 mx.example.com</c>.</summary>
    public abstract string Data { get; }

    /// <summary>Name, lifetime in seconds, type and data, as a line of a zone file.</summary>
    public sealed override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1} {2} {3}", Name, (long)TimeToLive.TotalSeconds, Type, Data);
}
