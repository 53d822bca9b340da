using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Intake;

namespace MailOps.Storage.Sql;

/// <summary>What is remembered of mailboxes, on any database that an engine drives.</summary>
internal sealed class IntakeStore(IStoreEngine engine) : IIntakeStore
{
    public Task<long?> NoteValidityAsync(string account, string mailbox, string folder, long uidValidity, CancellationToken cancellationToken) =>
        engine.WriteAsync(scope => IntakeStatements.NoteValidity(scope.Session, account, mailbox, folder, uidValidity), cancellationToken);

    public async Task<IReadOnlyList<MailCompletionNote>> ListAsync(
        string account, string mailbox, string folder, CancellationToken cancellationToken) =>
        await engine.ReadAsync(
            session =>
            {
                var rows = IntakeStatements.List(session, account, mailbox, folder);
                var dead = FindDead(session, rows.Select(row => row.Owner));
                return rows.ConvertAll(row => row.Note with { IsRunning = !dead.Contains(row.Owner) });
            },
            cancellationToken).ConfigureAwait(false);

    public async Task<IIntakeClaim> BeginAsync(IReadOnlyList<MailCompletionNote> notes, CancellationToken cancellationToken)
    {
        // The sign comes first: a claim without one would be that of a dead process.
        var sign = engine.RaiseSign();
        try
        {
            var (busy, dead) = await engine.WriteAsync(scope => Begin(scope, notes, sign.Token), cancellationToken).ConfigureAwait(false);
            dead.ForEach(engine.Bury);
            return new Claim(sign, busy);
        }
        catch
        {
            sign.Dispose();
            throw;
        }
    }

    public Task EndAsync(IReadOnlyList<MailCompletionNote> notes, CancellationToken cancellationToken) => engine.WriteAsync(
        scope =>
        {
            foreach (var note in notes)
            {
                IntakeStatements.Remove(scope.Session, note);
            }

            return true;
        },
        cancellationToken);

    private (List<MailCompletionNote> Busy, List<string> Dead) Begin(WriteScope scope, IReadOnlyList<MailCompletionNote> notes, string token)
    {
        var owners = notes.Select(note => IntakeStatements.FindOwner(scope.Session, note) ?? "").ToList();
        var dead = FindDead(scope.Session, owners.Where(owner => owner.Length > 0));
        List<MailCompletionNote> busy = [];
        for (var i = 0; i < notes.Count; i++)
        {
            if (owners[i].Length > 0 && !dead.Contains(owners[i]))
            {
                busy.Add(notes[i]);
                continue;
            }

            IntakeStatements.Write(scope, notes[i], token);
        }

        return (busy, [.. dead]);
    }

    private HashSet<string> FindDead(SqlSession session, IEnumerable<string> owners) =>
        new(owners.Distinct(StringComparer.Ordinal).ToList().FindAll(owner => engine.IsDead(session, owner)), StringComparer.Ordinal);

    private sealed class Claim(IOwnerSign sign, IReadOnlyList<MailCompletionNote> busy) : IIntakeClaim
    {
        public IReadOnlyList<MailCompletionNote> Busy => busy;

        public ValueTask DisposeAsync()
        {
            sign.Dispose();
            return default;
        }
    }
}
