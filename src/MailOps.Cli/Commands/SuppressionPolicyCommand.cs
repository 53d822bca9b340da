using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops suppression policy</c>: shows the policy, or sets what is named.</summary>
internal static class SuppressionPolicyCommand
{
    private static readonly Option<bool?> HardAtOnce = new("--hard-at-once") { Description = "Whether a hard failure blocks at once." };

    private static readonly Option<bool?> ComplaintAtOnce = new("--complaint-at-once") { Description = "Whether a complaint blocks at once." };

    private static readonly Option<int?> SoftLimit = new("--soft-limit")
    {
        Description = "How many further soft failures in a row after the first one block; -1: none ever does.",
        HelpName = "count",
    };

    private static readonly Option<string[]> OwnDomain = new("--own-domain")
    {
        Description = "A domain that is never blocked; may be given several times and replaces those set before.",
        HelpName = "domain",
    };

    private static readonly Option<int?> BurstLimit = new("--burst-limit")
    {
        Description = "How many new hard entries of one domain or server within an hour are taken without asking.",
        HelpName = "count",
    };

    private static readonly Option<int?> QuietDays = new("--quiet-days")
    {
        Description = "How many days an accepted mail must stay without a bounce to count as arrived.",
        HelpName = "days",
    };

    private static readonly Option<int?> StreakDays = new("--streak-days")
    {
        Description = "After how many days without a further failure a row is forgotten.",
        HelpName = "days",
    };

    private static readonly Column<SuppressionPolicy>[] Columns =
    [
        new("Hard at once", p => YesNo(p.BlockHardAtOnce)),
        new("Complaint at once", p => YesNo(p.BlockComplaintAtOnce)),
        new("Soft limit", p => p.SoftLimit?.ToString(CultureInfo.InvariantCulture) ?? "none"),
        new("Streak expiry", p => p.StreakExpiry.TotalDays.ToString("0.#", CultureInfo.InvariantCulture) + " days"),
        new("Quiet", p => p.QuietAfterAcceptance.TotalDays.ToString("0.#", CultureInfo.InvariantCulture) + " days"),
        new("Own domains", p => p.OwnDomains.ToString()),
        new("Burst", p => FormattableString.Invariant($"{p.BurstLimit} or {p.BurstShare:P0} in {p.BurstWindow}")),
    ];

    public static Command Build()
    {
        var policy = new Command("policy", "Show when the list blocks; with options, change it and judge the past by it (--what-if: only show).")
        {
            HardAtOnce, ComplaintAtOnce, SoftLimit, StreakDays, QuietDays, OwnDomain, BurstLimit, OutboxCommands.WhatIf, CommonOptions.Store, CommonOptions.Json,
        };
        policy.SetAction(RunAsync);
        return policy;
    }

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var store = await session.OpenStoreAsync(StoreAccess.Preview, cancellationToken).ConfigureAwait(false);
        var before = await store.Suppression.GetPolicyAsync(cancellationToken).ConfigureAwait(false);
        var domains = parsed.GetValue(OwnDomain) ?? [];
        var soft = parsed.GetValue(SoftLimit);
        var after = before with
        {
            BlockHardAtOnce = parsed.GetValue(HardAtOnce) ?? before.BlockHardAtOnce,
            BlockComplaintAtOnce = parsed.GetValue(ComplaintAtOnce) ?? before.BlockComplaintAtOnce,
            SoftLimit = soft is null ? before.SoftLimit : soft < 0 ? null : soft,
            StreakExpiry = parsed.GetValue(StreakDays) is { } streak ? TimeSpan.FromDays(streak) : before.StreakExpiry,
            QuietAfterAcceptance = parsed.GetValue(QuietDays) is { } quiet ? TimeSpan.FromDays(quiet) : before.QuietAfterAcceptance,
            OwnDomains = domains.Length == 0 ? before.OwnDomains : new TextList(domains.Select(domain => DomainName.Parse(domain).Ascii)),
            BurstLimit = parsed.GetValue(BurstLimit) ?? before.BurstLimit,
        };
        if (after == before)
        {
            using var output = new ResultWriter<SuppressionPolicy>(parsed.GetValue(CommonOptions.Json), Columns);
            output.Write(before);
            return ExitCode.Done;
        }

        var editor = new SuppressionEditor(
            await SuppressionCommands.OpenAsync(parsed, session, cancellationToken).ConfigureAwait(false), session.Clock);
        return SuppressionCommands.Write(
            parsed, await editor.SetPolicyAsync(after, parsed.GetValue(OutboxCommands.WhatIf), cancellationToken).ConfigureAwait(false));
    }
}
