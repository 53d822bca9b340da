using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops arc seal</c> and <c>arc check</c>.</summary>
internal static class ArcCommands
{
    private static readonly Argument<string> Message = new("message") { Description = "The message (.eml) as it will leave." };

    private static readonly Option<string> AuthservId = new("--authserv-id") { Description = "The name of the host in its Authentication-Results.", HelpName = "name", Required = true };

    private static readonly Option<string> Domain = new("--domain") { Description = "The sealing domain.", HelpName = "domain", Required = true };

    private static readonly Option<string> Selector = new("--selector") { Description = "The selector of the key.", HelpName = "name", Required = true };

    private static readonly Option<string> Key = new("--key") { Description = "The PEM file of the private key.", HelpName = "file", Required = true };

    private static readonly Option<string?> Arrival = new("--arrival")
    {
        Description = "The message as it arrived: its results are looked up and sealed. Default: those in the header of the message.",
        HelpName = "file",
    };

    private static readonly Argument<string[]> Messages = new("message") { Description = "A message (.eml).", Arity = ArgumentArity.OneOrMore };

    public static Column<ArcVerification>[] Columns { get; } =
    [
        new("Result", r => r.Result.ToString()),
        new("Sealed by", r => r.Sets.ToString()),
        new("Findings", r => r.Findings.ToString()),
    ];

    public static Command Build()
    {
        var seal = new Command("seal", "Add a set of ARC (RFC 8617) to a message and write it to standard output.")
        {
            Message, AuthservId, Domain, Selector, Key, Arrival, CommonOptions.Dns, CommonOptions.Zone,
        };
        seal.SetAction(SealAsync);
        var check = new Command("check", "Validate the ARC chains of messages.") { Messages, FindingOutput.FailOn, CommonOptions.Json, CommonOptions.Dns, CommonOptions.Zone };
        check.SetAction(CheckAsync);
        return new Command("arc", "Chains of those who pass mail on.") { seal, check };
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var verifier = new ArcVerifier(session.Resolver, new DkimOptions { Clock = session.Clock });
        return await DomainChecks.RunTextsAsync(
            parsed, parsed.GetRequiredValue(Messages), Columns, VerifyAsync, r => r.Findings, WriteDetails, cancellationToken).ConfigureAwait(false);

        async ValueTask<ArcVerification> VerifyAsync(string path, CancellationToken cancellation)
        {
            using var file = MessageFile.Open(path);
            return await verifier.VerifyAsync(file, cancellation).ConfigureAwait(false);
        }
    }

    private static void WriteDetails(ArcVerification result)
    {
        foreach (var set in result.Sets)
        {
            Console.WriteLine(Tables.Visible($"  {set}, {set.AuthservId}: cv={set.ChainState}; {set.Results}"));
        }

        FindingOutput.Write(result.ToString(), result.Findings);
    }

    private static async Task<int> SealAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        using var key = DkimPrivateKey.Load(parsed.GetRequiredValue(Key));
        var authservId = parsed.GetRequiredValue(AuthservId);
        using var sealer = new ArcSealer(authservId, parsed.GetRequiredValue(Domain), parsed.GetRequiredValue(Selector), key, new ArcSealerOptions { Clock = session.Clock });
        MailAuthenticationResult? arrival = null;
        if (parsed.GetValue(Arrival) is { } path)
        {
            var authenticator = new MailAuthenticator(session.Resolver, new DkimOptions { Clock = session.Clock });
            arrival = await authenticator.CheckFileAsync(path, new MailAuthenticationQuery { AuthservId = authservId }, cancellationToken).ConfigureAwait(false);
        }

        using var file = MessageFile.Open(parsed.GetRequiredValue(Message));
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
        var signing = MailSigning.WithArc(sealer, content.ToArray(), arrival);
        foreach (var finding in signing.Findings)
        {
            FindingOutput.Warn(finding);
        }

        using var output = StandardOutput.Open();
        await output.WriteAsync(signing.RawMessage, cancellationToken).ConfigureAwait(false);
        return signing.Changed ? ExitCode.Done : ExitCode.Data;
    }
}
