using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Intake;

namespace MailOps.Session;

/// <summary>
/// The memory of mailboxes in a store that is opened for each step: messages are completed by another command than the one that read them, and maybe
/// long after it has ended.
/// </summary>
internal sealed class IntakeMemory(StoreLocation location, StoreOptions options, Func<IStoreProvider> provider) : IIntakeStore
{
    public async Task<long?> NoteValidityAsync(string account, string mailbox, string folder, long uidValidity, CancellationToken cancellationToken)
    {
        var store = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        return await store.Intake.NoteValidityAsync(account, mailbox, folder, uidValidity, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<MailCompletionNote>> ListAsync(string account, string mailbox, string folder, CancellationToken cancellationToken)
    {
        var store = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        return await store.Intake.ListAsync(account, mailbox, folder, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IIntakeClaim> BeginAsync(IReadOnlyList<MailCompletionNote> notes, CancellationToken cancellationToken)
    {
        var store = await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new Claim(await store.Intake.BeginAsync(notes, cancellationToken).ConfigureAwait(false), store);
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task EndAsync(IReadOnlyList<MailCompletionNote> notes, CancellationToken cancellationToken)
    {
        var store = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        await store.Intake.EndAsync(notes, cancellationToken).ConfigureAwait(false);
    }

    private Task<IMailOpsStore> OpenAsync(CancellationToken cancellationToken) =>
        provider().OpenAsync(location, StoreAccess.ReadWrite, options, cancellationToken);

    private sealed class Claim(IIntakeClaim claim, IMailOpsStore store) : IIntakeClaim
    {
        public IReadOnlyList<MailCompletionNote> Busy => claim.Busy;

        public async ValueTask DisposeAsync()
        {
            await claim.DisposeAsync().ConfigureAwait(false);
            await store.DisposeAsync().ConfigureAwait(false);
        }
    }
}
