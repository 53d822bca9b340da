using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Offers what lies in the outbox now. A store that cannot be read in time offers nothing: a key press must not hang or fail.</summary>
public abstract class OutboxCompleter : IArgumentCompleter
{
    private const int MaxOffered = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var store = fakeBoundParameters?["Store"] as string;
            return Completions.Matching(wordToComplete, ReadAsync(store, patience.Token).GetAwaiter().GetResult());
        }
        catch (Exception e) when (e is MailOpsException or OperationCanceledException)
        {
            return [];
        }
    }

    /// <summary>What one mail offers: the text, and the words beside it.</summary>
    private protected abstract (string Text, string ToolTip) Offer(DelayedMail mail);

    /// <summary>Which mails are looked at.</summary>
    private protected virtual OutboxFilter Filter => new();

    private async Task<List<(string Text, string ToolTip)>> ReadAsync(string? storeName, CancellationToken cancellationToken)
    {
        using var session = new MailOpsSession(new MailOpsOptions { Store = storeName }, StoreLoader.Create);
        var store = await session.OpenStoreAsync(StoreAccess.Preview, cancellationToken).ConfigureAwait(false);
        var page = await store.Outbox.ListAsync(Filter, null, MaxOffered, cancellationToken).ConfigureAwait(false);
        return page.Messages.Select(Offer).Where(offer => offer.Text.Length > 0).ToList();
    }
}

/// <summary>Offers the numbers of mails that have not left.</summary>
public sealed class DelayedMailIdCompleter : OutboxCompleter
{
    private protected override OutboxFilter Filter =>
        new() { States = [DeliveryState.Queued, DeliveryState.Waiting, DeliveryState.Claimed, DeliveryState.InDoubt] };

    private protected override (string Text, string ToolTip) Offer(DelayedMail mail) =>
        (mail.Id.ToString(CultureInfo.InvariantCulture), mail.ToString());
}

/// <summary>Offers the campaigns of recent mail.</summary>
public sealed class CampaignCompleter : OutboxCompleter
{
    private protected override (string Text, string ToolTip) Offer(DelayedMail mail) => (mail.Campaign, "");
}
