using System;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Addresses;

/// <summary>What a mistyped domain was meant to be.</summary>
internal sealed record TypoSuggestion
{
    public required string Domain { get; init; }

    /// <summary>Whether it is clear enough to call the address a risk.</summary>
    public bool IsConfident { get; init; }
}

/// <summary>
/// Finds the popular domain that a mistyped one was meant to be. The more people use a domain, the further away may be what they make of
/// it; the shorter it is, the nearer it must be, since short names beside it belong to others.
/// </summary>
internal sealed class TypoFinder
{
    // Endings that people mean, the more frequent first; an ending that does not exist is compared with these.
    private static readonly string[] Endings =
        ["com", "de", "net", "org", "at", "ch", "info", "eu", "fr", "it", "uk", "nl", "pl", "es", "be", "dk", "se", "cz", "ru", "us", "biz", "edu"];

    // Names that ask for certain kinds of answers (RFC 2606, RFC 6761, RFC 6762, RFC 7686), and no mistakes.
    private static readonly HashSet<string> SpecialUse =
        ["test", "example", "invalid", "localhost", "local", "onion", "internal", "lan", "home", "corp", "intern", "localdomain", "arpa", "alt"];

    private readonly AddressData _data;
    private readonly List<Popular> _popular = [];
    private readonly NameSet _known;

    public TypoFinder(AddressData data, IReadOnlyList<string> popular, IReadOnlyList<string> known)
    {
        _data = data;
        for (var i = 0; i + 1 < popular.Count; i += 2)
        {
            _popular.Add(new Popular(popular[i], popular[i + 1][0] - '0'));
        }

        _known = new NameSet([.. known, .. _popular.Select(p => p.Domain)]);
    }

    /// <summary>Whether the ending is neither a top-level domain nor a name for special use.</summary>
    public bool HasUnknownEnding(string domain) => LastLabel(domain) is var last && !_data.IsTopLevelDomain(last) && !SpecialUse.Contains(last);

    /// <summary>Whether the domain is kept for tests and examples.</summary>
    public static bool IsReserved(string domain) =>
        LastLabel(domain) is "test" or "example" or "invalid" or "localhost" or "local" or "onion"
        || IsOrIsBelow(domain, "example.com") || IsOrIsBelow(domain, "example.net") || IsOrIsBelow(domain, "example.org");

    public TypoSuggestion? Find(string domain)
    {
        if (_known.Contains(domain.AsSpan()) || _data.IsFreeProvider(domain) || IsReserved(domain))
        {
            return null;
        }

        return FindPopular(domain) ?? FindEnding(domain);
    }

    private TypoSuggestion? FindPopular(string domain)
    {
        Popular? best = null;
        var bestScore = int.MaxValue;
        foreach (var candidate in _popular)
        {
            // Among equally distant domains the one with the same first letter is meant, then the more popular one.
            var distance = candidate.DistanceFrom(domain);
            var score = distance == Popular.Far ? distance : (distance * 8) + candidate.Class + (domain[0] == candidate.Domain[0] ? 0 : 4);
            if (score < bestScore && candidate.Allows(domain, distance))
            {
                best = candidate;
                bestScore = score;
            }
        }

        return best is null ? null : new TypoSuggestion
        {
            Domain = best.Domain,
            IsConfident = HasUnknownEnding(domain) || best.IsClearlyMeantBy(domain, bestScore / 8),
        };
    }

    // firma.dee or verein.ogr: the name is unknown to us, its ending does not exist.
    private TypoSuggestion? FindEnding(string domain)
    {
        var dot = domain.LastIndexOf('.');
        if (dot < 0 || !HasUnknownEnding(domain))
        {
            return null;
        }

        var typed = domain.AsSpan(dot + 1);
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var ending in Endings)
        {
            var distance = TypingDistance.Between(typed, ending.AsSpan());
            var limit = ending.Length == 2 ? TypingDistance.Slip : TypingDistance.Mistake;
            if (distance <= limit && distance < bestDistance)
            {
                best = ending;
                bestDistance = distance;
            }
        }

        var name = domain.Substring(0, dot + 1);
        return best is null ? null : new TypoSuggestion { Domain = name + best, IsConfident = true };
    }

    private static string LastLabel(string domain) => domain.Substring(domain.LastIndexOf('.') + 1);

    private static bool IsOrIsBelow(string domain, string above) =>
        domain.EndsWith(above, StringComparison.Ordinal) && (domain.Length == above.Length || domain[domain.Length - above.Length - 1] == '.');

    private sealed class Popular
    {
        public const int Far = int.MaxValue;

        public Popular(string domain, int @class)
        {
            Domain = domain;
            Class = @class;
            Name = domain.Substring(0, domain.IndexOf('.'));
        }

        public string Domain { get; }

        public int Class { get; }

        /// <summary>The domain without its ending.</summary>
        public string Name { get; }

        public int DistanceFrom(string typed)
        {
            if (Math.Abs(typed.Length - Domain.Length) > 4)
            {
                return Far;
            }

            // The ending forgotten, written twice, or a web address.
            if ((typed == Name && Name.Length > 4) || (typed.StartsWith(Domain, StringComparison.Ordinal) && IsRepeat(typed))
                || (typed.StartsWith("www.", StringComparison.Ordinal) && typed.AsSpan(4).SequenceEqual(Domain.AsSpan())))
            {
                return 0;
            }

            return MayBegin(typed) ? TypingDistance.Between(typed.AsSpan(), Domain.AsSpan()) : Far;
        }

        public bool Allows(string typed, int distance)
        {
            // Short names have real neighbours: only the ending may be wrong, for the most popular of them a little more.
            if (Name.Length <= 4)
            {
                return distance <= TypingDistance.Slip && (Class == 1 || typed.StartsWith(Name, StringComparison.Ordinal) || (Class == 2 && IsDoubled(typed)));
            }

            return Class switch
            {
                1 => distance <= TypingDistance.Mistake || (distance <= 2 * TypingDistance.Mistake && HasFirstLetter(typed)),
                2 => distance <= TypingDistance.Mistake,
                _ => distance <= TypingDistance.Slip && HasFirstLetter(typed),
            };
        }

        /// <summary>Whether hardly anything else can be meant: a slip, or one letter too much or too few.</summary>
        public bool IsClearlyMeantBy(string typed, int distance) => distance == 0 || (Class <= 2 && Name.Length > 3
            && (HasFirstLetter(typed) || (typed[0] == Domain[1] && typed[1] == Domain[0]))
            && (distance <= TypingDistance.Slip || (distance == TypingDistance.Mistake && Math.Abs(typed.Length - Domain.Length) == 1)));

        private bool HasFirstLetter(string typed) => typed[0] == Domain[0];

        // The first letter is seldom wrong: the neighbouring key, or in the wrong order, or missing.
        private bool MayBegin(string typed) => HasFirstLetter(typed) || Keyboard.IsNear(typed[0], Domain[0]) || typed[0] == Domain[1];

        // One letter typed twice: hardly a name that somebody chose.
        private bool IsDoubled(string typed)
        {
            if (typed.Length != Domain.Length + 1)
            {
                return false;
            }

            var i = 0;
            while (i < Domain.Length && typed[i] == Domain[i])
            {
                i++;
            }

            return i > 0 && typed[i] == typed[i - 1] && typed.AsSpan(i + 1).SequenceEqual(Domain.AsSpan(i));
        }

        private bool IsRepeat(string typed) =>
            typed.Length > Domain.Length && Domain.AsSpan(Name.Length).IndexOf(typed.AsSpan(Domain.Length)) == 0;
    }
}
