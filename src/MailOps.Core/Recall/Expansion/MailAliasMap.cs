using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Recall;

/// <summary>
/// Where mail to an address ends: aliases, lists and redirections, as Postfix resolves virtual(5) and aliases(5). Keys have no case. One map
/// may be filled from several files; what is said of one address in several is added up.
/// </summary>
public sealed class MailAliasMap
{
    private const int MaxPlaces = 10_000;
    private const int MaxDepth = 50;

    private readonly Dictionary<string, List<string>> _targets = new(StringComparer.OrdinalIgnoreCase);

    // Owners whose own mailbox is looked into all the same: a Sieve redirect may keep a copy, and a forward may have come later than the mail.
    private readonly HashSet<string> _kept = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many addresses lead elsewhere.</summary>
    public int Count => _targets.Count;

    /// <summary>Adds an entry.</summary>
    /// <param name="address">The address, a bare local part for any domain of ours, or <c>@domain</c> for all others of a domain.</param>
    /// <param name="targets">Where its mail goes.</param>
    /// <param name="keepsCopy">Whether the mailbox of the address itself may have a copy too.</param>
    public void Add(string address, IEnumerable<string> targets, bool keepsCopy = false)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(targets);
        if (!_targets.TryGetValue(address, out var list))
        {
            _targets.Add(address, list = []);
        }

        list.AddRange(targets);
        if (keepsCopy)
        {
            _kept.Add(address);
        }
    }

    /// <summary>Finds where mail to an address ends.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isOwn">Whether a domain is ours; aliases of others are not ours to know.</param>
    internal IReadOnlyList<MailDestination> Expand(string address, Func<string, bool> isOwn)
    {
        List<MailDestination> found = [];
        Walk(address, [], isOwn, found, new HashSet<string>(StringComparer.OrdinalIgnoreCase), address);
        return found;
    }

    private void Walk(
        string address, List<string> path, Func<string, bool> isOwn, List<MailDestination> found, HashSet<string> seen, string start)
    {
        if (!seen.Add(address))
        {
            return;
        }

        if (found.Count >= MaxPlaces || path.Count >= MaxDepth)
        {
            throw RecallErrors.AliasTooDeep(start);
        }

        var at = address.LastIndexOf('@');
        var domain = address.Substring(at + 1);
        if (at < 0 || address[0] is '|' or '/' or ':')
        {
            found.Add(new MailDestination { Mailbox = address, Via = path, Kind = MailDestinationKind.Unreadable });
            return;
        }

        if (!isOwn(domain))
        {
            found.Add(new MailDestination { Mailbox = address, Via = path, Kind = MailDestinationKind.External });
            return;
        }

        var targets = Find(address, address.Substring(0, at), domain, out var isKept);
        if (targets is null || isKept || targets.Any(target => IsItself(target, address)))
        {
            found.Add(new MailDestination { Mailbox = address, Via = path, Kind = MailDestinationKind.Mailbox });
        }

        List<string> longer = [.. path, address];
        foreach (var target in (targets ?? []).Where(target => !IsItself(target, address)))
        {
            Walk(Qualify(target, address.Substring(0, at), domain), longer, isOwn, found, seen, start);
        }
    }

    // virtual(5): user@domain first, then user, then @domain. An extension (user+tag) counts as the user where nothing says otherwise.
    private List<string>? Find(string address, string local, string domain, out bool isKept)
    {
        var plus = local.IndexOf('+');
        var user = plus > 0 ? local.Substring(0, plus) : local;
        foreach (var key in new[] { address, user + "@" + domain, local, user, "@" + domain })
        {
            if (_targets.TryGetValue(key, out var targets))
            {
                isKept = _kept.Contains(key);
                return targets;
            }
        }

        isKept = false;
        return null;
    }

    private static bool IsItself(string target, string address)
    {
        var text = target.TrimStart('\\');
        return text.Equals(address, StringComparison.OrdinalIgnoreCase)
            || (target != text && text.Equals(address.Substring(0, address.LastIndexOf('@')), StringComparison.OrdinalIgnoreCase));
    }

    private static string Qualify(string target, string local, string domain)
    {
        var text = target.TrimStart('\\');
        if (text.Length > 1 && text[0] == '@')
        {
            // virtual(5): a result "@otherdomain" means the same user in that domain.
            return local + text;
        }

        return text.Contains('@') || text.Length == 0 || text[0] is '|' or '/' or ':' ? text : text + "@" + domain;
    }
}

/// <summary>What a place at the end of aliases is.</summary>
internal enum MailDestinationKind
{
    Mailbox,
    External,

    /// <summary>A program, a file or an included list.</summary>
    Unreadable,
}

/// <summary>A place where mail ends.</summary>
internal sealed record MailDestination
{
    public required string Mailbox { get; init; }

    public IReadOnlyList<string> Via { get; init; } = [];

    public MailDestinationKind Kind { get; init; }
}
