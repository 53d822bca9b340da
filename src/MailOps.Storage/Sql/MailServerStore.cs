using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Outbox;

namespace MailOps.Storage.Sql;

/// <summary>The server profiles on any database that an engine drives.</summary>
internal sealed class MailServerStore(IStoreEngine engine) : IMailServerStore
{
    private const string Columns =
        "name, host, port, security, user_name, secret, dkim_key, redirect_to, allowed_domains, any_certificate, clear_login, updated_at, updated_by, trusted_root";

    public async Task<IReadOnlyList<MailServerProfile>> ListAsync(CancellationToken cancellationToken) =>
        await engine.ReadAsync(List, cancellationToken).ConfigureAwait(false);

    public Task<MailServerProfile?> FindAsync(string name, CancellationToken cancellationToken) =>
        engine.ReadAsync(session => Find(session, name), cancellationToken);

    public Task<bool> SetAsync(MailServerProfile profile, CancellationToken cancellationToken) =>
        engine.WriteAsync(scope => Set(scope, profile), cancellationToken);

    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => engine.WriteAsync(
        scope =>
        {
            ThrottleStatements.Set(scope, new MailThrottle { Scope = ThrottleScope.Server, Name = name });
            return scope.Session.Execute("DELETE FROM mail_server WHERE name = $1", name) > 0;
        },
        cancellationToken);

    public Task<bool> ResumeAsync(string server, CancellationToken cancellationToken) =>
        engine.WriteAsync(scope => ServerStateStatements.Resume(scope, server), cancellationToken);

    public async Task<IReadOnlyList<MailServerState>> ListStatesAsync(CancellationToken cancellationToken) =>
        await engine.ReadAsync(session => ServerStateStatements.List(session, engine.Clock.UtcNow), cancellationToken).ConfigureAwait(false);

    private List<MailServerProfile> List(SqlSession session)
    {
        List<MailServerProfile> profiles = [];
        using (var reader = session.Query("SELECT " + Columns + " FROM mail_server ORDER BY name"))
        {
            while (reader.Read())
            {
                profiles.Add(Read(reader));
            }
        }

        var states = ServerStateStatements.List(session, engine.Clock.UtcNow).ToDictionary(s => s.Server, StringComparer.Ordinal);
        return profiles.ConvertAll(profile => Complete(session, profile, states));
    }

    private MailServerProfile? Find(SqlSession session, string name)
    {
        MailServerProfile profile;
        using (var reader = session.Query("SELECT " + Columns + " FROM mail_server WHERE name = $1", name))
        {
            if (!reader.Read())
            {
                return null;
            }

            profile = Read(reader);
        }

        return Complete(session, profile, ServerStateStatements.List(session, engine.Clock.UtcNow).ToDictionary(s => s.Server, StringComparer.Ordinal));
    }

    private static bool Set(WriteScope scope, MailServerProfile profile)
    {
        var changed = ThrottleStatements.Set(scope, profile.Throttle with { Scope = ThrottleScope.Server, Name = profile.Name });

        // Whoever sets it says that it can be used, also where only the secret behind the reference was corrected.
        changed |= ServerStateStatements.Resume(scope, profile.Name);
        if (!IsNew(scope.Session, profile))
        {
            return changed;
        }

        scope.Session.Execute("DELETE FROM mail_server WHERE name = $1", profile.Name);
        scope.Session.Execute(
            "INSERT INTO mail_server (" + Columns + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            profile.Name, profile.Host, profile.Port, profile.Security.ToString(), profile.UserName, profile.Credential, profile.DkimKey,
            profile.RedirectTo, string.Join(" ", profile.AllowedDomains), profile.DangerousAcceptAnyCertificate ? 1 : 0,
            profile.DangerousAllowCleartextAuthentication ? 1 : 0, scope.Now, profile.UpdatedBy, profile.TrustedRootPath);
        return true;
    }

    private static bool IsNew(SqlSession session, MailServerProfile profile)
    {
        using var reader = session.Query("SELECT " + Columns + " FROM mail_server WHERE name = $1", profile.Name);
        return !reader.Read() || Bare(Read(reader)) != Bare(profile);
    }

    // What a person has set, without what the store knows besides.
    private static (MailServerProfile Profile, string Domains) Bare(MailServerProfile profile) => (profile with
    {
        Throttle = new MailThrottle { Scope = ThrottleScope.Server, Name = profile.Name },
        AllowedDomains = TextList.Empty,
        UpdatedAt = default,
        UpdatedBy = "",
        Queued = 0,
        RestsUntil = null,
        Fault = "",
    }, string.Join(" ", profile.AllowedDomains));

    private static MailServerProfile Complete(SqlSession session, MailServerProfile profile, Dictionary<string, MailServerState> states)
    {
        states.TryGetValue(profile.Name, out var state);
        return profile with
        {
            Throttle = ThrottleStatements.Find(session, ThrottleScope.Server, profile.Name) ?? profile.Throttle,
            Queued = state?.Queued ?? 0,
            RestsUntil = state?.RestsUntil,
            Fault = state is { HeldAt: not null } ? state.Reason : "",
        };
    }

    private static MailServerProfile Read(DbDataReader reader) => new()
    {
        Name = reader.GetString(0),
        Host = reader.GetString(1),
        Port = reader.IsDBNull(2) ? null : reader.GetInt32(2),
        Security = EnumText.Read<ConnectionSecurity>(reader.GetString(3)),
        UserName = reader.GetString(4),
        Credential = reader.GetString(5),
        DkimKey = reader.GetString(6),
        RedirectTo = reader.GetString(7),
        AllowedDomains = new TextList(reader.GetString(8).Split([' '], StringSplitOptions.RemoveEmptyEntries)),
        DangerousAcceptAnyCertificate = reader.GetInt64(9) != 0,
        DangerousAllowCleartextAuthentication = reader.GetInt64(10) != 0,
        UpdatedAt = reader.GetTime(11),
        UpdatedBy = reader.GetString(12),
        TrustedRootPath = reader.GetString(13),
        Throttle = new MailThrottle { Scope = ThrottleScope.Server, Name = reader.GetString(0) },
    };
}
