using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Json;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops dkim test</c> and <c>dkim key</c>; <see cref="DkimSignCommand"/> has <c>dkim sign</c>.</summary>
internal static class DkimCommands
{
    private static readonly Option<string[]> Selectors = new("--selector")
    {
        Description = "A selector to look at; may be given several times. Default: the common ones are tried.",
        HelpName = "name",
    };

    private static readonly Option<string[]> Messages = new("--message")
    {
        Description = "A message whose signatures name the selectors; may be given several times.",
        HelpName = "file",
    };

    private static readonly Argument<string> KeyDomain = new("domain") { Description = "The signing domain." };

    private static readonly Argument<string> KeySelector = new("selector") { Description = "A name that no other key of the domain has, such as mail2026." };

    private static readonly Option<int> Bits = new("--bits") { Description = "The length of the key: 1024 to 4096.", HelpName = "bits", DefaultValueFactory = _ => 2048 };

    private static readonly Option<string?> KeyFile = new("--out")
    {
        Description = "The new file for the private key, which only its owner can read. Default: DOMAIN.SELECTOR.pem",
        HelpName = "file",
    };

    private static readonly Option<bool> ShowKey = new("--show-private-key") { Description = "Write the private key to standard output, and no file." };

    public static Column<DkimTestResult>[] Columns { get; } =
    [
        new("Domain", r => r.Domain),
        new("Verdict", r => r.Verdict.ToString()),
        new("Keys", r => r.Keys.ToString()),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command Build()
    {
        var test = new Command("test", "Find the DKIM keys of a domain (RFC 6376) and judge them.")
        {
            DomainChecks.Domains, Selectors, Messages, FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
        };
        test.SetAction(TestAsync);
        var key = new Command("key", "Make a DKIM key: the private key in a file, the line for the zone on standard output.")
        {
            KeyDomain, KeySelector, Bits, KeyFile, ShowKey, CommonOptions.Json,
        };
        key.SetAction(MakeKey);
        return new Command("dkim", "DKIM keys and signatures.") { test, DkimSignCommand.Build(), key };
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var checker = new DkimChecker(session.Resolver);
        var messages = parsed.GetValue(Messages) ?? [];
        var selectors = parsed.GetValue(Selectors) ?? [];
        return await DomainChecks.RunAsync(
            parsed, parsed.GetRequiredValue(DomainChecks.Domains), Columns, CheckAsync, r => r.Findings, r => FindingOutput.Write(r.Domain, r.Findings), cancellationToken)
            .ConfigureAwait(false);

        async ValueTask<DkimTestResult> CheckAsync(DomainName domain, CancellationToken cancellation)
        {
            var seen = await DkimSelectorReader.ReadFilesAsync(messages, domain, cancellation).ConfigureAwait(false);
            return await checker.CheckAsync(domain, [.. selectors, .. seen], cancellation).ConfigureAwait(false);
        }
    }

    private static int MakeKey(ParseResult parsed)
    {
        var domain = DomainName.Parse(parsed.GetRequiredValue(KeyDomain));
        var selector = parsed.GetRequiredValue(KeySelector);
        var show = parsed.GetValue(ShowKey);
        var file = show ? null : parsed.GetValue(KeyFile) ?? domain.Ascii + "." + selector + ".pem";
        var key = DkimKeyPair.Create(domain, selector, parsed.GetValue(Bits), file, show);
        if (parsed.GetValue(CommonOptions.Json))
        {
            MailOpsJson.WriteLines([key], StandardOutput.Open());
            return ExitCode.Done;
        }

        Console.WriteLine(key.ZoneLine);
        if (show)
        {
            Console.Write(key.PrivateKey);
        }
        else
        {
            Console.Error.WriteLine("The private key is in " + key.KeyFile);
        }

        return ExitCode.Done;
    }
}
