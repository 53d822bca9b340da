using System;
using System.Collections.Generic;
using System.Globalization;

namespace MailOps.Authentication.Spf;

/// <summary>What one record says for itself, without any look-up.</summary>
internal static class SpfRecordLint
{
    // A /16 has 65,536 addresses; the largest senders name a handful of them.
    private const int LargestIPv4Prefix = 16;
    private const int LargestIPv6Prefix = 32;
    private const int LongestString = 255;
    private const int LongestRecord = 450;

    private static readonly SpfNetwork[] Unrouted =
    [
        Network("10.0.0.0", 8), Network("172.16.0.0", 12), Network("192.168.0.0", 16), Network("127.0.0.0", 8), Network("169.254.0.0", 16),
        Network("100.64.0.0", 10), Network("fc00::", 7), Network("fe80::", 10), Network("::1", 128),
    ];

    public static Finding NotARecord(string text) => SpfFindings.NotSpf.Found(DisplayText.Quote(text));

    public static IEnumerable<Finding> Describe(IEnumerable<SpfSyntaxError> errors)
    {
        foreach (var error in errors)
        {
            yield return RuleFor(error.Fault).Found(DisplayText.Quote(error.Term));
        }
    }

    public static IEnumerable<Finding> Check(SpfRecord record)
    {
        var findings = new List<Finding>();
        var all = CheckDirectives(record, findings);
        CheckEnd(record, all, findings);
        foreach (var term in record.Terms)
        {
            if (term is SpfModifier { Name: not ("redirect" or "exp") })
            {
                findings.Add(SpfFindings.UnknownModifier.Found(DisplayText.Quote(term.Text)));
            }
        }

        if (record.Text.Length > LongestString)
        {
            findings.Add((record.Text.Length > LongestRecord ? SpfFindings.LongRecord : SpfFindings.SplitRecord).Found(record.Text.Length));
        }

        return findings;
    }

    public static FindingRule RuleFor(SpfSyntaxFault fault) => fault switch
    {
        SpfSyntaxFault.WrongNetworkName => SpfFindings.WrongNetworkName,
        SpfSyntaxFault.ModifierWithColon or SpfSyntaxFault.MechanismWithEquals => SpfFindings.WrongSeparator,
        SpfSyntaxFault.DuplicateModifier => SpfFindings.DuplicateModifier,
        SpfSyntaxFault.MissingDomain or SpfSyntaxFault.InvalidDomain => SpfFindings.InvalidDomain,
        SpfSyntaxFault.AddressAsDomain => SpfFindings.AddressAsDomain,
        SpfSyntaxFault.InvalidMacro => SpfFindings.InvalidMacro,
        SpfSyntaxFault.InvalidNetwork or SpfSyntaxFault.InvalidPrefixLength => SpfFindings.InvalidNetwork,
        SpfSyntaxFault.ValueNotAllowed => SpfFindings.ValueNotAllowed,
        SpfSyntaxFault.InvalidCharacter => SpfFindings.InvalidCharacter,
        _ => SpfFindings.UnknownMechanism,
    };

    /// <summary>Whether a term makes every client pass, as <c>+all</c> and a network of no bits do.</summary>
    public static bool PassesEverybody(SpfDirective directive) =>
        directive.Qualifier == SpfQualifier.Pass && directive.Mechanism switch
        {
            SpfMechanism.All => true,
            SpfMechanism.Ip4 => directive.IPv4PrefixLength == 0,
            SpfMechanism.Ip6 => directive.IPv6PrefixLength == 0,
            SpfMechanism.A or SpfMechanism.Mx => directive.IPv4PrefixLength == 0 || directive.IPv6PrefixLength == 0,
            _ => false,
        };

    private static SpfDirective? CheckDirectives(SpfRecord record, List<Finding> findings)
    {
        SpfDirective? all = null;
        foreach (var directive in record.Directives)
        {
            var text = DisplayText.Quote(directive.Text);
            if (all is not null)
            {
                findings.Add(SpfFindings.Unreachable.Found(text));
                continue;
            }

            all = directive.Mechanism == SpfMechanism.All ? directive : null;
            if (PassesEverybody(directive))
            {
                findings.Add(SpfFindings.PassesEverybody.Found(text));
            }
            else if (all is null && directive.Qualifier != SpfQualifier.Pass)
            {
                findings.Add(SpfFindings.QualifiedTerm.Found(text));
            }
            else if (directive.Network is not null)
            {
                CheckNetwork(directive, text, findings);
            }

            if (directive.Mechanism == SpfMechanism.Ptr)
            {
                findings.Add(SpfFindings.UsesPtr.Found(text));
            }
        }

        return all;
    }

    private static void CheckEnd(SpfRecord record, SpfDirective? all, List<Finding> findings)
    {
        if (all is null)
        {
            if (record.Redirect is null)
            {
                findings.Add(SpfFindings.NoEnd.Found());
            }

            return;
        }

        if (record.Redirect is not null)
        {
            findings.Add(SpfFindings.RedirectUnused.Found(DisplayText.Quote(record.Redirect.Text)));
        }

        if (all.Qualifier is SpfQualifier.Neutral or SpfQualifier.SoftFail)
        {
            findings.Add((all.Qualifier == SpfQualifier.Neutral ? SpfFindings.NeutralEnd : SpfFindings.SoftEnd).Found());
        }
    }

    private static void CheckNetwork(SpfDirective directive, string text, List<Finding> findings)
    {
        var network = directive.NetworkBits;
        if (Array.Exists(Unrouted, n => n.Contains(network)))
        {
            findings.Add(SpfFindings.PrivateNetwork.Found(text));
        }
        else if (network.PrefixLength < (network.IsIPv4 ? LargestIPv4Prefix : LargestIPv6Prefix))
        {
            findings.Add(SpfFindings.LargeNetwork.Found(
                text, network.IsIPv4 ? (1L << (32 - network.PrefixLength)).ToString(CultureInfo.InvariantCulture) : "2^" + (128 - network.PrefixLength)));
        }

        if (!SpfNetwork.Of(directive.Network!, network.IsIPv4 ? 32 : 128).Equals(network.WithPrefix(network.IsIPv4 ? 32 : 128)))
        {
            findings.Add(SpfFindings.HostBits.Found(text, network.ToString()));
        }
    }

    private static SpfNetwork Network(string address, int prefixLength) => SpfNetwork.Of(System.Net.IPAddress.Parse(address), prefixLength);
}
