using System;
using System.CommandLine;
using MailOps.Authentication.Dmarc;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops dmarc new</c>.</summary>
internal static class DmarcNewCommand
{
    private static readonly Argument<string> Domain = new("domain") { Description = "The domain that gets the record." };

    private static readonly Option<DmarcPolicy> Policy = new("--policy") { Description = "none (the default), quarantine or reject.", HelpName = "policy" };

    private static readonly Option<DmarcPolicy?> Subdomains = new("--subdomain-policy") { Description = "The policy for existing subdomains.", HelpName = "policy" };

    private static readonly Option<DmarcPolicy?> Nonexistent = new("--nonexistent-policy")
    {
        Description = "The policy for subdomains that do not exist.",
        HelpName = "policy",
    };

    private static readonly Option<string[]> Aggregate = new("--rua") { Description = "An address that gets aggregate reports, with or without mailto:. May be given several times.", HelpName = "address" };

    private static readonly Option<string[]> Failure = new("--ruf") { Description = "An address that gets failure reports, with or without mailto:. May be given several times.", HelpName = "address" };

    private static readonly Option<DmarcAlignment> Dkim = new("--adkim") { Description = "How DKIM domains must match: relaxed or strict.", HelpName = "mode" };

    private static readonly Option<DmarcAlignment> Spf = new("--aspf") { Description = "How the SPF domain must match: relaxed or strict.", HelpName = "mode" };

    private static readonly Option<bool> Testing = new("--testing") { Description = "Ask receivers to apply one step less than the policy says (t=y)." };

    public static Command Build()
    {
        var command = new Command("new", "Make a DMARC record of its parts, and the records that other domains need to get its reports.")
        {
            Domain, Policy, Subdomains, Nonexistent, Aggregate, Failure, Dkim, Spf, Testing, CommonOptions.Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var builder = new DmarcRecordBuilder
        {
            Policy = parsed.GetValue(Policy),
            SubdomainPolicy = parsed.GetValue(Subdomains),
            NonexistentPolicy = parsed.GetValue(Nonexistent),
            AggregateReports = Array.ConvertAll(parsed.GetValue(Aggregate) ?? [], DmarcReportUri.Parse),
            FailureReports = Array.ConvertAll(parsed.GetValue(Failure) ?? [], DmarcReportUri.Parse),
            DkimAlignment = parsed.GetValue(Dkim),
            SpfAlignment = parsed.GetValue(Spf),
            IsTesting = parsed.GetValue(Testing),
        };
        ProposalOutput.Write(builder.Propose(DomainName.Parse(parsed.GetRequiredValue(Domain))), parsed);
        return ExitCode.Done;
    }
}
