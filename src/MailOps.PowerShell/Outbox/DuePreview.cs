using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>What a dispatcher would send now, as decisions.</summary>
internal static class DuePreview
{
    public static async IAsyncEnumerable<OutboxDecision> ReadAsync(
        MailOutbox outbox, OutboxFilter filter, string store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var mail in outbox.ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            foreach (var recipient in mail.Recipients)
            {
                if (recipient.State == DeliveryState.Queued && recipient.DueAt <= filter.DueBefore)
                {
                    yield return new OutboxDecision
                    {
                        Action = OutboxAction.Send,
                        WhatIf = true,
                        Id = mail.Id,
                        MessageId = mail.MessageId,
                        Address = recipient.Address,
                        Subject = mail.Subject,
                        State = recipient.State,
                        DueAt = recipient.DueAt,
                        Store = store,
                    };
                }
            }
        }
    }
}
