using System;
using System.Collections.Generic;
using System.Text;
using MailOps.Dns;

namespace MailOps.Authentication.Spf;

/// <summary>Makes an SPF record of its parts. What costs no look-up comes first, so that most clients are decided early.</summary>
public sealed class SpfRecordBuilder
{
    private readonly List<string> _networks = [];
    private readonly List<string> _terms = [];

    /// <summary>What clients get that match nothing; Fail is <c>-all</c>.</summary>
    public SpfQualifier All { get; set; } = SpfQualifier.Fail;

    /// <summary>A domain whose record decides instead of <see cref="All"/>; null: none.</summary>
    public string? Redirect { get; set; }

    /// <summary>Lets a network or an address pass.</summary>
    /// <param name="network">IPv4 or IPv6, with a length behind a slash or without.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Spf.InvalidTerm</c>: it is no network.</exception>
    public SpfRecordBuilder AddNetwork(string network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var term = (network.Contains(':') ? "ip6:" : "ip4:") + network;
        return Add(_networks, term);
    }

    /// <summary>Lets the mail exchangers of a domain pass.</summary>
    /// <param name="domain">The domain; null: the one of the record.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Spf.InvalidTerm</c>: it is no domain.</exception>
    public SpfRecordBuilder AddMx(string? domain = null) => Add(_terms, domain is null ? "mx" : "mx:" + domain);

    /// <summary>Lets the addresses of a host pass.</summary>
    /// <param name="host">The host; null: the domain of the record.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Spf.InvalidTerm</c>: it is no host name.</exception>
    public SpfRecordBuilder AddHost(string? host = null) => Add(_terms, host is null ? "a" : "a:" + host);

    /// <summary>Lets those pass that another domain's record passes.</summary>
    /// <param name="domain">The other domain.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Spf.InvalidTerm</c>: it is no domain.</exception>
    public SpfRecordBuilder AddInclude(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return Add(_terms, "include:" + domain);
    }

    /// <summary>The record.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Spf.InvalidTerm</c>: <see cref="Redirect"/> is no domain.</exception>
    public string Build()
    {
        var text = new StringBuilder("v=spf1");
        foreach (var term in _networks)
        {
            text.Append(' ').Append(term);
        }

        foreach (var term in _terms)
        {
            text.Append(' ').Append(term);
        }

        return text.Append(' ').Append(Redirect is null ? Sign(All) + "all" : Checked("redirect=" + Redirect)).ToString();
    }

    /// <summary>The record as something to publish, with what is worth knowing about it.</summary>
    /// <param name="domain">The domain that gets the record; null: not known yet.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Spf.InvalidTerm</c>: <see cref="Redirect"/> is no domain.</exception>
    public DnsRecordProposal Propose(DomainName? domain = null)
    {
        var text = Build();
        return new DnsRecordProposal { Name = domain?.Ascii ?? "", Type = DnsRecordType.TXT, Value = text, Findings = SpfRecordParser.Parse(text).Findings };
    }

    internal static string Sign(SpfQualifier qualifier) => qualifier switch
    {
        SpfQualifier.Fail => "-",
        SpfQualifier.SoftFail => "~",
        SpfQualifier.Neutral => "?",
        _ => "+",
    };

    private SpfRecordBuilder Add(List<string> terms, string term)
    {
        if (!_networks.Contains(term) && !_terms.Contains(term))
        {
            terms.Add(Checked(term));
        }

        return this;
    }

    private static string Checked(string term) =>
        SpfTermReader.Read(term.AsSpan(), out _) is not SpfSyntaxFault.None and var fault ? throw SpfErrors.InvalidTerm(term, fault) : term;
}
