using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Intake;

/// <summary>
/// What is remembered of mailboxes between runs: the UIDVALIDITY of each folder, and which messages were being completed. A note is made before
/// the mailbox is changed and goes when that is done, so that only what was broken off is left.
/// </summary>
public interface IIntakeStore
{
    /// <summary>Remembers the UIDVALIDITY of a folder.</summary>
    /// <param name="account">The server and who logs in there.</param>
    /// <param name="mailbox">Whose mailbox.</param>
    /// <param name="folder">The full name of the folder.</param>
    /// <param name="uidValidity">What it is now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it was before; null when the folder was not known.</returns>
    Task<long?> NoteValidityAsync(string account, string mailbox, string folder, long uidValidity, CancellationToken cancellationToken);

    /// <summary>Lists the messages of a folder whose completing has begun and not ended, under any UIDVALIDITY.</summary>
    /// <param name="account">The server and who logs in there.</param>
    /// <param name="mailbox">Whose mailbox.</param>
    /// <param name="folder">The full name of the folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<MailCompletionNote>> ListAsync(string account, string mailbox, string folder, CancellationToken cancellationToken);

    /// <summary>Notes that completing begins, in place of what dead processes have noted.</summary>
    /// <param name="notes">The messages.</param>
    /// <param name="cancellationToken">Gives up before it is noted.</param>
    /// <returns>The claim; when it is disposed, what was not ended counts as broken off.</returns>
    Task<IIntakeClaim> BeginAsync(IReadOnlyList<MailCompletionNote> notes, CancellationToken cancellationToken);

    /// <summary>Forgets messages: they are completed, or will be given again.</summary>
    /// <param name="notes">The messages.</param>
    /// <param name="cancellationToken">Gives up before they are forgotten.</param>
    Task EndAsync(IReadOnlyList<MailCompletionNote> notes, CancellationToken cancellationToken);
}

/// <summary>Messages that this process completes.</summary>
public interface IIntakeClaim : IAsyncDisposable
{
    /// <summary>Those that another living process is completing at this moment: they are not in the claim.</summary>
    IReadOnlyList<MailCompletionNote> Busy { get; }
}

/// <summary>A message whose completing has begun.</summary>
public sealed record MailCompletionNote
{
    /// <summary>The server and who logs in there.</summary>
    public required string Account { get; init; }

    /// <summary>Where it lay.</summary>
    public required MailLocation Location { get; init; }

    /// <summary>Its Message-ID, without angle brackets; empty when it has none.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>What it is known by when its folder was rebuilt: how many octets were read of how many, and their SHA-256.</summary>
    public string Identity { get; init; } = "";

    /// <summary>What was to become of it.</summary>
    public required MailCompletionAction Action { get; init; }

    /// <summary>The folder to move it to, or the flags to set, with blanks between them.</summary>
    public string Target { get; init; } = "";

    /// <summary>Whether the process that began is still at it.</summary>
    public bool IsRunning { get; init; }
}
