using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Offers the server profiles of the store. A store that cannot be read in time offers nothing.</summary>
public sealed class MailServerNameCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return Completions.Matching(wordToComplete, ReadAsync(fakeBoundParameters?["Store"] as string, patience.Token).GetAwaiter().GetResult());
        }
        catch (Exception e) when (e is MailOpsException or OperationCanceledException)
        {
            return [];
        }
    }

    private static async Task<List<(string Text, string ToolTip)>> ReadAsync(string? storeName, CancellationToken cancellationToken)
    {
        using var session = new MailOpsSession(new MailOpsOptions { Store = storeName }, StoreLoader.Create);
        var store = await session.OpenStoreAsync(StoreAccess.Preview, cancellationToken).ConfigureAwait(false);
        var profiles = await store.Servers.ListAsync(cancellationToken).ConfigureAwait(false);
        return profiles.Select(p => (p.Name, p.ToString())).ToList();
    }
}

/// <summary>Offers the time zones of this machine.</summary>
public sealed class TimeZoneCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Matching(wordToComplete, TimeZoneInfo.GetSystemTimeZones().Select(zone => (zone.Id, zone.DisplayName)).ToList());
}
