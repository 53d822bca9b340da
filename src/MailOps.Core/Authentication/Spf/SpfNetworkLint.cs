using System.Collections.Generic;
using System.Linq;

namespace MailOps.Authentication.Spf;

/// <summary>What the networks of a whole tree say together.</summary>
internal static class SpfNetworkLint
{
    // Every pair is compared.
    private const int MaxCompared = 1000;
    private const int MaxListed = 1000;
    private const int MaxFindings = 20;

    /// <summary>Finds terms of the record itself that add nothing. Those of included records are not for their reader to change.</summary>
    public static void Check(List<SpfAuthorizedNetwork> networks, List<Finding> findings)
    {
        var count = networks.Count < MaxCompared ? networks.Count : MaxCompared;
        var found = 0;
        for (var i = 0; i < count && found < MaxFindings; i++)
        {
            if (networks[i].IsOwn && FindCover(networks, i, count) is { } cover)
            {
                findings.Add(SpfFindings.Covered.Found(networks[i].Term, cover));
                found++;
            }
        }
    }

    public static TextList Describe(List<SpfAuthorizedNetwork> networks) =>
        new(networks.Take(MaxListed).Select(n => n.Network.ToString()));

    /// <summary>How many IPv4 addresses the networks have, each counted once.</summary>
    public static long CountIPv4(List<SpfAuthorizedNetwork> networks)
    {
        var count = 0L;
        var next = 0L;
        foreach (var network in networks.Select(n => n.Network).Where(n => n.IsIPv4).OrderBy(n => n.High))
        {
            var first = (long)(network.High >> 32);
            var end = first + (1L << (32 - network.PrefixLength));
            if (end > next)
            {
                count += end - (first > next ? first : next);
                next = end;
            }
        }

        return count;
    }

    private static string? FindCover(List<SpfAuthorizedNetwork> networks, int index, int count)
    {
        for (var other = 0; other < count; other++)
        {
            // Of two equal networks the first stays. Two addresses of one host are one term.
            if (other != index && networks[other].Term != networks[index].Term && networks[other].Network.Contains(networks[index].Network)
                && (other < index || !networks[index].Network.Contains(networks[other].Network)))
            {
                return networks[other].Term;
            }
        }

        return null;
    }
}
