using System;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;

namespace MailOps.Storage.Sql;

/// <summary>The results of address checks on any database that an engine drives.</summary>
internal sealed class AddressHistoryStore(IStoreEngine engine) : IAddressHistory
{
    private const string Columns = "checked_at, verdict, reason, suggestion, evidence, canonical_address, mx_hosts, traits, probe_reply, findings";

    [Flags]
    private enum Traits
    {
        None = 0,
        Disposable = 1,
        FreeProvider = 2,
        Role = 4,
        Internationalized = 8,
    }

    public async ValueTask<AddressTestResult?> FindAsync(string address, DateTime notBefore, CancellationToken cancellationToken) =>
        await engine.ReadAsync(session => Find(session, address, notBefore), cancellationToken).ConfigureAwait(false);

    public async ValueTask SaveAsync(AddressTestResult result, CancellationToken cancellationToken) => await engine.WriteAsync(
        scope =>
        {
            Save(scope.Session, result);
            return true;
        },
        cancellationToken).ConfigureAwait(false);

    private static AddressTestResult? Find(SqlSession session, string address, DateTime notBefore)
    {
        using var reader = session.Query(
            "SELECT " + Columns + " FROM address_result WHERE address = $1 AND checked_at >= $2", address, UnixTime.From(notBefore));
        return reader.Read() ? Read(reader, address) : null;
    }

    private static void Save(SqlSession session, AddressTestResult result) => session.Execute(
        """
        INSERT INTO address_result (address, checked_at, verdict, reason, suggestion, evidence, canonical_address, mx_hosts, traits, probe_reply, findings)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (address) DO UPDATE SET checked_at = $2, verdict = $3, reason = $4, suggestion = $5, evidence = $6,
            canonical_address = $7, mx_hosts = $8, traits = $9, probe_reply = $10, findings = $11
        """,
        result.Address, UnixTime.From(result.CheckedAt), EnumText.Of(result.Verdict), EnumText.Of(result.Reason), result.Suggestion,
        (long)result.Evidence, result.CanonicalAddress, string.Join(" ", result.MxHosts), (long)TraitsOf(result), result.ProbeReply,
        FindingText.Write(result.Findings));

    private static AddressTestResult? Read(DbDataReader reader, string address)
    {
        // A result of a later program, or an address that this one no longer takes, is checked anew.
        var reason = EnumText.Read<AddressReason>(reader.GetString(2));
        if (!MailAddress.TryParse(address, out var parsed) || EnumText.Of(reason) != reader.GetString(2))
        {
            return null;
        }

        var traits = (Traits)reader.GetInt64(7);
        return new AddressTestResult
        {
            Input = address,
            Address = address,
            CheckedAt = UnixTime.To(reader.GetInt64(0)),
            Verdict = EnumText.Read<AddressVerdict>(reader.GetString(1)),
            Reason = reason,
            Suggestion = reader.GetString(3),
            Evidence = (AddressEvidence)reader.GetInt64(4),
            CanonicalAddress = reader.GetString(5),
            LocalPart = parsed.LocalPart,
            Domain = parsed.DomainText,
            MxHosts = reader.GetString(6) is { Length: > 0 } hosts ? new TextList(hosts.Split(' ')) : TextList.Empty,
            IsDisposable = (traits & Traits.Disposable) != 0,
            IsFreeProvider = (traits & Traits.FreeProvider) != 0,
            IsRole = (traits & Traits.Role) != 0,
            IsInternationalized = (traits & Traits.Internationalized) != 0,
            ProbeReply = reader.GetString(8),
            Findings = FindingText.Read(reader.GetString(9)),
        };
    }

    private static Traits TraitsOf(AddressTestResult result) =>
        (result.IsDisposable ? Traits.Disposable : Traits.None)
        | (result.IsFreeProvider ? Traits.FreeProvider : Traits.None)
        | (result.IsRole ? Traits.Role : Traits.None)
        | (result.IsInternationalized ? Traits.Internationalized : Traits.None);
}
