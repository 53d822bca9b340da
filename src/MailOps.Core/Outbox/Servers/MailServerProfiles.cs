using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Net;

namespace MailOps.Outbox;

/// <summary>Server profiles as people and scripts use them: set, list, remove, wake. A repeat changes nothing.</summary>
public sealed class MailServerProfiles
{
    private static readonly string[] SecretKinds = ["env", "file", "secret"];

    private readonly IMailServerStore _store;
    private readonly string _actor;

    /// <summary>The profiles of an open store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="actor">The account that changes them; null for that of this process.</param>
    public MailServerProfiles(IMailServerStore store, string? actor = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _actor = actor ?? CurrentAccount.Name;
    }

    /// <summary>Lists profiles by name.</summary>
    /// <param name="names">Names with wildcards; none for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>; <c>MailOps.Outbox.UnknownProfile</c>: one named without wildcards is not there.</exception>
    public async Task<IReadOnlyList<MailServerProfile>> ListAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        var all = await _store.ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in names)
        {
            if (!WildcardPattern.HasWildcard(name) && !all.Any(p => IsNamed(p, name)))
            {
                throw OutboxErrors.UnknownProfile(name);
            }
        }

        return names.Count == 0 ? all : [.. all.Where(p => names.Any(name => IsNamed(p, name)))];
    }

    /// <summary>Finds a profile to be changed; one without an address where there is none of the name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.InvalidProfile</c>; <c>MailOps.Store.*</c>.</exception>
    public async Task<MailServerProfile> FindOrNewAsync(string name, CancellationToken cancellationToken)
    {
        var key = Normalize(name);
        return await _store.FindAsync(key, cancellationToken).ConfigureAwait(false) ?? new MailServerProfile { Name = key, Host = "" };
    }

    /// <summary>Checks a profile and sets it.</summary>
    /// <param name="profile">The profile, with its throttle.</param>
    /// <param name="whatIf">True: check, change nothing.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    /// <returns>Whether anything changed.</returns>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Outbox.InvalidProfile</c>, <c>InvalidServer</c>, <c>InvalidThrottle</c>, <c>InvalidRehearsal</c>, <c>MailOps.Dkim.InvalidKeyReference</c>, <c>MailOps.Net.TrustedRootUnreadable</c>;
    /// <c>MailOps.Store.*</c>.
    /// </exception>
    public async Task<bool> SetAsync(MailServerProfile profile, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Check(profile);
        return !whatIf && await _store.SetAsync(profile with { UpdatedBy = _actor }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a profile; mail that names it waits until there is one of the name again.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => _store.RemoveAsync(Normalize(name), cancellationToken);

    /// <summary>Lets a server be used again at once that rests after a failure or wrong credentials.</summary>
    /// <param name="name">The profile, or the server as queued mail names it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was resting.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.InvalidServer</c>; <c>MailOps.Store.*</c>.</exception>
    public async Task<bool> ResumeAsync(string name, CancellationToken cancellationToken)
    {
        var choice = await MailServerChoice.FindAsync(_store, name, cancellationToken).ConfigureAwait(false);
        return await _store.ResumeAsync(choice?.Text ?? "", cancellationToken).ConfigureAwait(false);
    }

    private static bool IsNamed(MailServerProfile profile, string pattern) => WildcardPattern.IsMatch(pattern, profile.Name);

    private static string Normalize(string name) => MailServerNames.TryNormalize(name, out var key)
        ? key
        : throw OutboxErrors.InvalidProfile(name, "a name has letters, digits, dots, hyphens and underscores, at most 64.");

    private static void Check(MailServerProfile profile)
    {
        if (profile.Host.Length == 0)
        {
            throw OutboxErrors.InvalidProfile(profile.Name, "it needs the host of the server.");
        }

        var text = profile.Reference.ToString();
        if (MailServerReference.Parse(text).ToString() != text)
        {
            throw OutboxErrors.InvalidServer(profile.Host);
        }

        CheckSecret(profile);
        if (profile.DkimKey.Length > 0)
        {
            DkimKeyReference.Parse(profile.DkimKey);
        }

        if (profile.TrustedRootPath.Length > 0)
        {
            TrustedRootFile.Read(profile.TrustedRootPath);
        }

        if (profile.RedirectTo.Length > 0 || profile.AllowedDomains.Count > 0)
        {
            MailRehearsal.Into(profile.RedirectTo, profile.AllowedDomains);
        }

        MailThrottles.CheckLimits(profile.Throttle with { Name = profile.Name });
    }

    private static void CheckSecret(MailServerProfile profile)
    {
        if (profile.Credential.Length == 0)
        {
            return;
        }

        var colon = profile.Credential.IndexOf(':');
        if (colon < 0 || colon == profile.Credential.Length - 1 || !SecretKinds.Contains(profile.Credential.Substring(0, colon)))
        {
            // The text is not repeated: it may be the password itself.
            throw OutboxErrors.InvalidProfile(profile.Name, "a credential is a reference, env:NAME, file:PATH or secret:Vault/Name, and never the password.");
        }

        if (profile.UserName.Length == 0)
        {
            throw OutboxErrors.InvalidProfile(profile.Name, "a password needs the name of its user.");
        }
    }
}
