using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;
using MailOps.Dns;

namespace MailOps.PowerShell;

/// <summary>Offers the DNS servers of this machine, then public ones.</summary>
public sealed class DnsServerCompleter : IArgumentCompleter
{
    private static readonly (string Address, string Name)[] Public =
    [
        ("1.1.1.1", "Cloudflare"),
        ("8.8.8.8", "Google"),
        ("9.9.9.9", "Quad9"),
        ("tls://1.1.1.1", "Cloudflare over TLS"),
        ("tls://9.9.9.9", "Quad9 over TLS"),
        ("https://dns.google/dns-query", "Google over HTTPS"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        using var resolver = new DnsResolver();
        var candidates = new List<(string Text, string ToolTip)>();
        foreach (var server in resolver.Servers)
        {
            candidates.Add((server.Port == Dns.DnsServer.DefaultPort ? server.Host : server.ToString(), "DNS server of this machine"));
        }

        foreach (var (address, name) in Public)
        {
            candidates.Add((address, "Public DNS server: " + name));
        }

        return Completions.Matching(wordToComplete, candidates);
    }
}
