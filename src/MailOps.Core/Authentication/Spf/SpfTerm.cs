using System.Net;

namespace MailOps.Authentication.Spf;

/// <summary>One term of a record: an <see cref="SpfDirective"/> or an <see cref="SpfModifier"/>.</summary>
public abstract record SpfTerm
{
    private protected SpfTerm()
    {
    }

    /// <summary>The term as written.</summary>
    public required string Text { get; init; }

    /// <summary>The term as written.</summary>
    public sealed override string ToString() => Text;
}

/// <summary>A mechanism with its qualifier (RFC 7208 section 4.6.2).</summary>
public sealed record SpfDirective : SpfTerm
{
    /// <summary>What a match means.</summary>
    public required SpfQualifier Qualifier { get; init; }

    /// <summary>How clients are recognised.</summary>
    public required SpfMechanism Mechanism { get; init; }

    /// <summary>The domain of include, a, mx, ptr and exists; null: the domain of the record itself.</summary>
    public SpfMacroString? Target { get; init; }

    /// <summary>The network of ip4 and ip6; null for the others.</summary>
    public IPAddress? Network { get; init; }

    /// <summary>How many leading bits of an IPv4 address count, 0 to 32; for a, mx and ip4.</summary>
    public int IPv4PrefixLength { get; init; } = 32;

    /// <summary>How many leading bits of an IPv6 address count, 0 to 128; for a, mx and ip6.</summary>
    public int IPv6PrefixLength { get; init; } = 128;

    /// <summary>Whether the term asks the DNS and so counts towards the limit of ten (section 4.6.4).</summary>
    public bool NeedsLookup => Mechanism is not (SpfMechanism.All or SpfMechanism.Ip4 or SpfMechanism.Ip6);

    /// <summary>The network in a form that compares fast.</summary>
    internal SpfNetwork NetworkBits { get; init; }
}

/// <summary>A modifier: <c>name=value</c> (RFC 7208 section 6). Those other than redirect and exp have no effect.</summary>
public sealed record SpfModifier : SpfTerm
{
    /// <summary>The name in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>The value.</summary>
    public required SpfMacroString Value { get; init; }
}
