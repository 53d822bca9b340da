using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Spf;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops spf new</c>.</summary>
internal static class SpfNewCommand
{
    private static readonly Argument<string?> Domain = new("domain")
    {
        Description = "The domain that gets the record.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string[]> Networks = Many("--network", "A network or an address that may send.", "network");

    private static readonly Option<bool> Mx = new("--mx") { Description = "The domain's mail exchangers may send." };

    private static readonly Option<string[]> Hosts = Many("--host", "A host whose addresses may send.", "host");

    private static readonly Option<string[]> Includes = Many("--include", "A domain whose record names further servers.", "domain");

    private static readonly Option<SpfQualifier> All = new("--all")
    {
        Description = "What all others get: fail, softfail or neutral.",
        HelpName = "result",
        DefaultValueFactory = _ => SpfQualifier.Fail,
    };

    private static readonly Option<string?> Redirect = new("--redirect") { Description = "A domain whose record decides in place of --all.", HelpName = "domain" };

    private static readonly Option<bool> Flatten = new("--flatten")
    {
        Description = "Read the published record and replace its includes by the networks behind them. Dangerous: see the findings.",
    };

    public static Command Build()
    {
        var command = new Command("new", "Make an SPF record of its parts, or flatten an existing one.")
        {
            Domain, Networks, Mx, Hosts, Includes, All, Redirect, Flatten, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var domain = parsed.GetValue(Domain) is { } text ? DomainName.Parse(text) : null;
        if (!parsed.GetValue(Flatten))
        {
            ProposalOutput.Write([Compose(parsed).Propose(domain)], parsed);
            return ExitCode.Done;
        }

        if (domain is null || new Option[] { Networks, Mx, Hosts, Includes, Redirect }.Any(o => parsed.GetResult(o) is { Implicit: false }))
        {
            Console.Error.WriteLine("mailops: --flatten takes a domain and none of the parts.");
            return ExitCode.Usage;
        }

        using var session = CliSession.Open(parsed);
        var flat = await new SpfFlattener(session.Resolver).FlattenAsync(domain, cancellationToken).ConfigureAwait(false);
        ProposalOutput.Write(flat.Records, parsed);
        return ExitCode.Done;
    }

    private static SpfRecordBuilder Compose(ParseResult parsed)
    {
        var builder = new SpfRecordBuilder { All = parsed.GetValue(All), Redirect = parsed.GetValue(Redirect) };
        Array.ForEach(parsed.GetValue(Networks) ?? [], n => builder.AddNetwork(n));
        if (parsed.GetValue(Mx))
        {
            builder.AddMx();
        }

        Array.ForEach(parsed.GetValue(Hosts) ?? [], h => builder.AddHost(h));
        Array.ForEach(parsed.GetValue(Includes) ?? [], i => builder.AddInclude(i));
        return builder;
    }

    private static Option<string[]> Many(string name, string description, string help) =>
        new(name) { Description = description + " May be given several times.", HelpName = help };
}
