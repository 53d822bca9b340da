using System.Collections.Generic;

namespace MailOps.Dns;

/// <summary>What a zone says about one name.</summary>
internal sealed class ZoneNode
{
    private readonly Dictionary<DnsRecordType, List<DnsRecord>> _records = [];
    private readonly Dictionary<DnsRecordType, DnsFailureReason> _failures = [];

    /// <summary>The failure of every type that has no record of its own.</summary>
    public DnsFailureReason? OtherwiseFailure { get; set; }

    public DnsCnameRecord? Alias => _records.TryGetValue(DnsRecordType.CNAME, out var aliases) ? (DnsCnameRecord)aliases[0] : null;

    public void Add(DnsRecord record)
    {
        if (!_records.TryGetValue(record.Type, out var list))
        {
            _records.Add(record.Type, list = []);
        }

        list.Add(record);
    }

    public void Fail(DnsRecordType type, DnsFailureReason reason) => _failures[type] = reason;

    public IReadOnlyList<DnsRecord> RecordsFor(DnsRecordType type) => _records.TryGetValue(type, out var list) ? list : [];

    public DnsFailureReason? FailureFor(DnsRecordType type) =>
        _failures.TryGetValue(type, out var reason) ? reason : !_records.ContainsKey(type) && Alias is null ? OtherwiseFailure : null;

    public static DnsFailure Describe(DnsFailureReason reason, DnsQuestion question) =>
        reason == DnsFailureReason.Timeout ? DnsFailures.Timeout(question, ZoneResolver.ServerName) : DnsFailures.ServerFailure(question, ZoneResolver.ServerName);
}
