using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Journal;

namespace MailOps.Outbox;

/// <summary>Throttles as people and scripts use them. A repeat changes nothing.</summary>
public sealed class MailThrottles
{
    private const int MaxName = 320;

    private readonly IThrottleStore _throttles;
    private readonly IMailServerStore _servers;

    /// <summary>The throttles of an open store.</summary>
    /// <param name="throttles">The throttles.</param>
    /// <param name="servers">The profiles, which names of servers may mean.</param>
    public MailThrottles(IThrottleStore throttles, IMailServerStore servers)
    {
        ArgumentNullException.ThrowIfNull(throttles);
        ArgumentNullException.ThrowIfNull(servers);
        _throttles = throttles;
        _servers = servers;
    }

    /// <summary>Lists throttles by scope and name.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>.</exception>
    public Task<IReadOnlyList<MailThrottle>> ListAsync(CancellationToken cancellationToken) => _throttles.ListAsync(cancellationToken);

    /// <summary>The throttle of a scope and name; one without limits where none is set.</summary>
    /// <param name="scope">What it slows down.</param>
    /// <param name="name">Its name as a person writes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.InvalidThrottle</c>, <c>InvalidServer</c>; <c>MailOps.Store.*</c>.</exception>
    public async Task<MailThrottle> FindOrNewAsync(ThrottleScope scope, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var key = await NormalizeAsync(scope, name, cancellationToken).ConfigureAwait(false);
        var all = await _throttles.ListAsync(cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(t => t.Scope == scope && t.Name == key) ?? new MailThrottle { Scope = scope, Name = key };
    }

    /// <summary>Checks a throttle and sets it; one without limits is removed.</summary>
    /// <param name="throttle">The throttle, as <see cref="FindOrNewAsync"/> gave it with other limits.</param>
    /// <param name="whatIf">True: check, change nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether anything changed.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.InvalidThrottle</c>; <c>MailOps.Store.*</c>.</exception>
    public async Task<bool> SetAsync(MailThrottle throttle, bool whatIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(throttle);
        CheckLimits(throttle);
        return !whatIf && await _throttles.SetAsync(throttle, cancellationToken).ConfigureAwait(false);
    }

    internal static void CheckLimits(MailThrottle throttle)
    {
        if (throttle.MaxPerMinute < 1 || throttle.MaxPerDay < 1 || throttle.MaxConnections < 1 || throttle.WarmUp < 1)
        {
            throw OutboxErrors.InvalidThrottle(throttle.Name, "a limit must be above zero; a throttle that is removed limits nothing.");
        }
    }

    private async Task<string> NormalizeAsync(ThrottleScope scope, string name, CancellationToken cancellationToken)
    {
        var text = name.Trim();
        if (text.Length is 0 or > MaxName)
        {
            throw OutboxErrors.InvalidThrottle(name, "the name is empty or too long.");
        }

        switch (scope)
        {
            case ThrottleScope.Domain:
                // The domain as address keys have it: lower-case A-labels.
                return MailAddress.TryParse("x@" + text.TrimStart('@'), out var inDomain, out var domainError)
                    ? LaneDomain(inDomain)
                    : throw OutboxErrors.InvalidThrottle(name, domainError.Message);
            case ThrottleScope.Sender:
                return MailAddress.TryParse(text, out var sender, out var senderError)
                    ? AddressKey.Of(sender.Address)
                    : throw OutboxErrors.InvalidThrottle(name, senderError.Message);
            case ThrottleScope.Server:
                return (await MailServerChoice.FindAsync(_servers, text, cancellationToken).ConfigureAwait(false))!.Text;
            default:
                return text;
        }
    }

    private static string LaneDomain(MailAddress address) => address.ComparisonKey.Substring(address.ComparisonKey.LastIndexOf('@') + 1);
}
