using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops message verify</c>.</summary>
internal static class MessageCommands
{
    private static readonly Argument<string[]> Files = new("message")
    {
        Description = "A message (.eml); - reads one from standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Client = new("--ip") { Description = "The client that handed it in. Default: from the Received field.", HelpName = "address" };

    private static readonly Option<string?> Sender = new("--sender") { Description = "The address of MAIL FROM. Default: from Return-Path.", HelpName = "address" };

    private static readonly Option<string?> Helo = new("--helo") { Description = "The name that the client gave.", HelpName = "name" };

    private static readonly Option<string?> TrustedHost = new("--trusted-host") { Description = "The host whose Received field is believed.", HelpName = "name" };

    private static readonly Option<string?> AuthservId = new("--authserv-id") { Description = "The name in the Authentication-Results field.", HelpName = "name" };

    private static readonly Option<string?> From = new("--from") { Description = "Predict for a message of this author that is not sent yet; needs --relay.", HelpName = "address" };

    private static readonly Option<string?> Relay = new("--relay") { Description = "With --from: the host that will send it, by name or address.", HelpName = "host" };

    private static readonly Option<string?> Selector = new("--selector") { Description = "With --from: the selector that it will be signed with.", HelpName = "name" };

    private static readonly Option<string?> SigningDomain = new("--signing-domain") { Description = "With --from: the domain that it will be signed for.", HelpName = "domain" };

    public static Column<MailAuthenticationResult>[] Columns { get; } =
    [
        new("From", r => r.AuthorDomain),
        new("Client", r => r.ClientAddress),
        new("SPF", r => r.SpfResult.ToString()),
        new("DKIM", r => r.DkimResult.ToString()),
        new("DMARC", r => r.DmarcResult.ToString()),
        new("ARC", r => r.ArcResult.ToString()),
        new("Action", r => r.Action.ToString()),
    ];

    public static Command Build()
    {
        var verify = new Command("verify", "Say what SPF, DKIM, DMARC and ARC make of a message, what a receiver would do, and what to fix.")
        {
            Files, Client, Sender, Helo, TrustedHost, AuthservId, From, Relay, Selector, SigningDomain, DmarcCommands.AsOf, DmarcCommands.PublicSuffixes,
            FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone,
        };
        verify.SetAction(VerifyAsync);
        return new Command("message", "Whole messages.") { verify };
    }

    private static async Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var files = parsed.GetValue(Files) ?? [];
        var isForecast = parsed.GetValue(From) is not null && parsed.GetValue(Relay) is not null;
        IPAddress? client = null;
        if (isForecast == files.Length > 0 || (parsed.GetValue(Client) is { } text && !IPAddress.TryParse(text, out client)))
        {
            Console.Error.WriteLine("mailops: Name messages, or --from and --relay; --ip takes an IP address.");
            return ExitCode.Usage;
        }

        using var session = CliSession.Open(parsed);
        var authenticator = new MailAuthenticator(session.Resolver, new DkimOptions { Clock = session.Clock }, DmarcCommands.OptionsOf(parsed, session));
        var json = parsed.GetValue(CommonOptions.Json);
        var exitCode = ExitCode.Done;
        var forPeople = new List<MailAuthenticationResult>();
        using (var output = new ResultWriter<MailAuthenticationResult>(json, Columns))
        {
            foreach (var file in isForecast ? [""] : files)
            {
                try
                {
                    var result = isForecast
                        ? await authenticator.PredictAsync(ForecastOf(parsed), cancellationToken).ConfigureAwait(false)
                        : await CheckAsync(authenticator, file, QueryOf(parsed, client), cancellationToken).ConfigureAwait(false);
                    output.Write(result);
                    forPeople.Add(result);
                    exitCode = FindingOutput.IsTooBad(result.Findings, parsed.GetValue(FindingOutput.FailOn)) ? ExitCode.Judged : exitCode;
                }
                catch (MailOpsException error) when (!isForecast)
                {
                    ErrorOutput.Write(error);
                    exitCode = ExitCode.Worsen(exitCode, error);
                }
            }
        }

        foreach (var result in forPeople)
        {
            if (!json)
            {
                Console.WriteLine(result.AuthenticationResults);
                Console.WriteLine();
                FindingOutput.Write(result.AuthorDomain, result.Findings);
            }
        }

        return exitCode;
    }

    private static async Task<MailAuthenticationResult> CheckAsync(MailAuthenticator authenticator, string file, MailAuthenticationQuery query, CancellationToken cancellationToken)
    {
        if (file != "-")
        {
            return await authenticator.CheckFileAsync(file, query, cancellationToken).ConfigureAwait(false);
        }

        using var input = Console.OpenStandardInput();
        return await authenticator.CheckAsync(input, query, cancellationToken).ConfigureAwait(false);
    }

    private static MailForecast ForecastOf(ParseResult parsed) => new()
    {
        From = MailAddress.Parse(parsed.GetValue(From)!),
        Relay = parsed.GetValue(Relay)!,
        MailFrom = parsed.GetValue(Sender) is { Length: > 0 } sender ? MailAddress.Parse(sender) : null,
        Selector = parsed.GetValue(Selector) ?? "",
        SigningDomain = parsed.GetValue(SigningDomain) ?? "",
    };

    private static MailAuthenticationQuery QueryOf(ParseResult parsed, IPAddress? client) => new()
    {
        ClientAddress = client,
        Helo = parsed.GetValue(Helo),
        MailFrom = parsed.GetValue(Sender),
        TrustedHost = parsed.GetValue(TrustedHost) ?? "",
        AuthservId = parsed.GetValue(AuthservId) ?? "",
    };
}
