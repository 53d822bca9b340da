using System;

namespace MailOps.Authentication.Spf;

/// <summary>
/// Reads one term:
/// <code>
/// directive = [ qualifier ] mechanism
/// qualifier = "+" / "-" / "?" / "~"
/// modifier  = redirect / explanation / unknown-modifier
/// name      = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )
/// </code>
/// </summary>
internal static class SpfTermReader
{
    private static readonly (string Name, SpfMechanism Mechanism)[] Mechanisms =
    [
        ("all", SpfMechanism.All), ("include", SpfMechanism.Include), ("a", SpfMechanism.A), ("mx", SpfMechanism.Mx),
        ("ptr", SpfMechanism.Ptr), ("ip4", SpfMechanism.Ip4), ("ip6", SpfMechanism.Ip6), ("exists", SpfMechanism.Exists),
    ];

    public static SpfSyntaxFault Read(ReadOnlySpan<char> text, out SpfTerm? term)
    {
        term = null;
        foreach (var c in text)
        {
            if (c is < '!' or > '~')
            {
                return SpfSyntaxFault.InvalidCharacter;
            }
        }

        SpfQualifier? qualifier = text[0] switch
        {
            '+' => SpfQualifier.Pass,
            '-' => SpfQualifier.Fail,
            '~' => SpfQualifier.SoftFail,
            '?' => SpfQualifier.Neutral,
            _ => null,
        };
        var rest = qualifier is null ? text : text.Slice(1);
        var end = rest.IndexOfAny(':', '/', '=');
        var name = end < 0 ? rest : rest.Slice(0, end);
        if (end >= 0 && rest[end] == '=')
        {
            return qualifier is null ? ReadModifier(text, name, rest.Slice(end + 1), out term)
                : IsMechanism(name) ? SpfSyntaxFault.MechanismWithEquals
                : SpfSyntaxFault.InvalidModifier;
        }

        foreach (var (known, mechanism) in Mechanisms)
        {
            if (name.Equals(known.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return ReadMechanism(text, qualifier ?? SpfQualifier.Pass, mechanism, rest.Slice(name.Length), out term);
            }
        }

        return name.Equals("redirect".AsSpan(), StringComparison.OrdinalIgnoreCase) || name.Equals("exp".AsSpan(), StringComparison.OrdinalIgnoreCase)
            ? SpfSyntaxFault.ModifierWithColon
            : IsWrongNetworkName(name) ? SpfSyntaxFault.WrongNetworkName
            : SpfSyntaxFault.UnknownMechanism;
    }

    private static SpfSyntaxFault ReadModifier(ReadOnlySpan<char> text, ReadOnlySpan<char> name, ReadOnlySpan<char> value, out SpfTerm? term)
    {
        term = null;
        if (!IsModifierName(name))
        {
            return SpfSyntaxFault.InvalidModifier;
        }

        var lower = name.ToString().ToLowerInvariant();
        SpfMacroString? read;
        var fault = lower is "redirect" or "exp"
            ? SpfDomainSpec.Read(value, out read)
            : SpfMacroString.TryRead(value, isExplanation: false, out read);
        if (fault == SpfSyntaxFault.None)
        {
            term = new SpfModifier { Text = text.ToString(), Name = lower, Value = read! };
        }

        return fault;
    }

    private static SpfSyntaxFault ReadMechanism(ReadOnlySpan<char> text, SpfQualifier qualifier, SpfMechanism mechanism, ReadOnlySpan<char> value, out SpfTerm? term)
    {
        term = null;
        if (mechanism is SpfMechanism.Ip4 or SpfMechanism.Ip6)
        {
            return ReadNetwork(text, qualifier, mechanism, value, out term);
        }

        var ipv4 = 32;
        var ipv6 = 128;
        if (mechanism is SpfMechanism.A or SpfMechanism.Mx && !TryTakeDualPrefix(ref value, ref ipv4, ref ipv6))
        {
            return SpfSyntaxFault.InvalidPrefixLength;
        }

        SpfMacroString? target = null;
        if (value.IsEmpty)
        {
            if (mechanism is SpfMechanism.Include or SpfMechanism.Exists)
            {
                return SpfSyntaxFault.MissingDomain;
            }
        }
        else if (value[0] != ':' || mechanism == SpfMechanism.All)
        {
            return SpfSyntaxFault.ValueNotAllowed;
        }
        else if (SpfDomainSpec.Read(value.Slice(1), out target) is not SpfSyntaxFault.None and var fault)
        {
            return fault;
        }

        term = new SpfDirective
        {
            Text = text.ToString(),
            Qualifier = qualifier,
            Mechanism = mechanism,
            Target = target,
            IPv4PrefixLength = ipv4,
            IPv6PrefixLength = ipv6,
        };
        return SpfSyntaxFault.None;
    }

    // IP4 = "ip4" ":" ip4-network [ ip4-cidr-length ]; the same for IP6.
    private static SpfSyntaxFault ReadNetwork(ReadOnlySpan<char> text, SpfQualifier qualifier, SpfMechanism mechanism, ReadOnlySpan<char> value, out SpfTerm? term)
    {
        term = null;
        if (value.IsEmpty || value[0] != ':')
        {
            return SpfSyntaxFault.InvalidNetwork;
        }

        value = value.Slice(1);
        var isIPv4 = mechanism == SpfMechanism.Ip4;
        var prefix = isIPv4 ? 32 : 128;
        var slash = value.IndexOf('/');
        if (slash >= 0)
        {
            if (!TryReadNumber(value.Slice(slash + 1), prefix, out prefix))
            {
                return SpfSyntaxFault.InvalidPrefixLength;
            }

            value = value.Slice(0, slash);
        }

        if (!(isIPv4 ? SpfAddressReader.TryReadIPv4(value, out var address) : SpfAddressReader.TryReadIPv6(value, out address)))
        {
            return SpfSyntaxFault.InvalidNetwork;
        }

        term = new SpfDirective
        {
            Text = text.ToString(),
            Qualifier = qualifier,
            Mechanism = mechanism,
            Network = address,
            IPv4PrefixLength = isIPv4 ? prefix : 32,
            IPv6PrefixLength = isIPv4 ? 128 : prefix,
            NetworkBits = SpfNetwork.Of(address!, prefix),
        };
        return SpfSyntaxFault.None;
    }

    // dual-cidr-length = [ "/" ip4 ] [ "//" ip6 ], at the very end. A slash may also be part of the domain, so only digits at the end are taken.
    private static bool TryTakeDualPrefix(ref ReadOnlySpan<char> value, ref int ipv4, ref int ipv6)
    {
        var slash = SlashBeforeDigits(value);
        if (slash > 0 && value[slash - 1] == '/')
        {
            if (!TryReadNumber(value.Slice(slash + 1), 128, out ipv6))
            {
                return false;
            }

            value = value.Slice(0, slash - 1);
            slash = SlashBeforeDigits(value);
        }

        if (slash < 0)
        {
            // "a/" and "a//" have a slash and no number.
            return value.IsEmpty || value[value.Length - 1] != '/';
        }

        if (!TryReadNumber(value.Slice(slash + 1), 32, out ipv4))
        {
            return false;
        }

        value = value.Slice(0, slash);
        return true;
    }

    private static int SlashBeforeDigits(ReadOnlySpan<char> value)
    {
        var i = value.Length;
        while (i > 0 && value[i - 1] is >= '0' and <= '9')
        {
            i--;
        }

        return i > 0 && i < value.Length && value[i - 1] == '/' ? i - 1 : -1;
    }

    /// <summary>"0" or a number without leading zeros, up to a maximum.</summary>
    internal static bool TryReadNumber(ReadOnlySpan<char> digits, int max, out int prefix)
    {
        prefix = 0;
        foreach (var c in digits)
        {
            if (c is < '0' or > '9' || prefix > max)
            {
                return false;
            }

            prefix = (prefix * 10) + (c - '0');
        }

        return !digits.IsEmpty && prefix <= max && (digits.Length == 1 || digits[0] != '0');
    }

    private static bool IsModifierName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.'))
            {
                return false;
            }
        }

        return !name.IsEmpty && (name[0] | ' ') is >= 'a' and <= 'z';
    }

    private static bool IsMechanism(ReadOnlySpan<char> name)
    {
        foreach (var (known, _) in Mechanisms)
        {
            if (name.Equals(known.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWrongNetworkName(ReadOnlySpan<char> name) =>
        name.Equals("ip".AsSpan(), StringComparison.OrdinalIgnoreCase) || name.Equals("ipv4".AsSpan(), StringComparison.OrdinalIgnoreCase)
        || name.Equals("ipv6".AsSpan(), StringComparison.OrdinalIgnoreCase);
}
