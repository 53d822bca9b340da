using System;
using System.CommandLine;
using MailOps.Cli.Commands;
using MailOps.Dns;
using MailOps.Session;
using MailOps.Storage;

namespace MailOps.Cli;

/// <summary>The session of one command, made from its options.</summary>
internal static class CliSession
{
    public static MailOpsSession Open(ParseResult parsed) => new(
        new MailOpsOptions
        {
            DnsServers = Array.ConvertAll(ValueOf(parsed, CommonOptions.Dns) ?? [], DnsServer.Parse),
            ZonePath = ValueOf(parsed, CommonOptions.Zone),
            RecordDnsPath = ValueOf(parsed, CommonOptions.RecordDns),
            ReplayDnsPath = ValueOf(parsed, CommonOptions.ReplayDns),
            Dns = new DnsResolverOptions
            {
                RequireDnssec = ValueOf(parsed, CommonOptions.RequireDnssec),
                MaxQueryRate = ValueOf(parsed, CommonOptions.MaxQueryRate),
            },
            Store = ValueOf(parsed, CommonOptions.Store),
            Warn = FindingOutput.Warn,
        },
        () => new StoreProvider());

    /// <summary>The session of a command that needs nothing but this store.</summary>
    public static MailOpsSession Open(string store) => new(new MailOpsOptions { Store = store, Warn = FindingOutput.Warn }, () => new StoreProvider());

    // A command has only the options that make sense for it.
    private static T? ValueOf<T>(ParseResult parsed, Option<T> option) =>
        parsed.CommandResult.Command.Options.Contains(option) ? parsed.GetValue(option) : default;
}
