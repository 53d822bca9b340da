using System;
using System.Diagnostics.CodeAnalysis;

namespace MailOps.Dns;

/// <summary>
/// A question to the DNS: a name and a type. Questions that mean the same are equal: names are kept in lower case, as A-labels
/// and without the final dot.
/// </summary>
public readonly record struct DnsQuestion
{
    private readonly string? _name;

    /// <summary>Makes a question.</summary>
    /// <param name="name">
    /// The name, with or without a final dot; <c>.</c> is the root. Labels in other scripts become A-labels (RFC 5890). <c>\.</c> is a dot
    /// inside a label, <c>\\</c> a backslash, and <c>\DDD</c> the octet of that decimal number (RFC 1035 section 5.1).
    /// </param>
    /// <param name="type">The type of the records wanted.</param>
    /// <exception cref="MailOpsException">MailOps.Dns.InvalidName: no name of the DNS can be that: empty labels, a label of more than 63 octets,
    /// a name of more than 255. Use <see cref="TryCreate"/> for names of foreign origin.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The type is none of <see cref="DnsRecordType"/>: its records could not be read.</exception>
    public DnsQuestion(string name, DnsRecordType type)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = DnsName.TryNormalize(name, out var normalized) ? normalized : throw DnsErrors.InvalidName(name);
        Type = Known(type);
    }

    private DnsQuestion(string normalized, DnsRecordType type, bool isNormalized)
    {
        _ = isNormalized;
        _name = normalized;
        Type = type;
    }

    /// <summary>The name: lower case, A-labels, no final dot; <c>.</c> for the root.</summary>
    public string Name => _name ?? DnsName.Root;

    /// <summary>The type of the records wanted.</summary>
    public DnsRecordType Type { get; }

    /// <summary>Makes a question of a name of foreign origin.</summary>
    /// <param name="name">The name; see the constructor.</param>
    /// <param name="type">The type of the records wanted.</param>
    /// <param name="question">The question.</param>
    /// <returns>False when no name of the DNS can be that. Such a name does not exist, so there is no need to ask.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The type is none of <see cref="DnsRecordType"/>.</exception>
    public static bool TryCreate([NotNullWhen(true)] string? name, DnsRecordType type, out DnsQuestion question)
    {
        question = default;
        if (!DnsName.TryNormalize(name, out var normalized))
        {
            return false;
        }

        question = new DnsQuestion(normalized, Known(type), isNormalized: true);
        return true;
    }

    /// <summary>The name and the type.</summary>
    public override string ToString() => Name + " " + Type;

    /// <summary>A question whose name is known to be in normal form, or known to be asked of nobody.</summary>
    internal static DnsQuestion FromNormalized(string name, DnsRecordType type) => new(name, type, isNormalized: true);

    private static DnsRecordType Known(DnsRecordType type) => type switch
    {
        DnsRecordType.A or DnsRecordType.AAAA or DnsRecordType.CAA or DnsRecordType.CNAME or DnsRecordType.MX or DnsRecordType.NS
            or DnsRecordType.PTR or DnsRecordType.SOA or DnsRecordType.SRV or DnsRecordType.TLSA or DnsRecordType.TXT => type,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This type of record is not known."),
    };
}
