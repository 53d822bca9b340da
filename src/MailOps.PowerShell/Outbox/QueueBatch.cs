using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>
/// Mails on their way into the outbox, some hundred in a transaction. While one lot is being written, the pipe composes and checks the next.
/// </summary>
internal sealed class QueueBatch(MailOutbox outbox, MailPreflight preflight, Action<MailOpsException, object?> fail, CancellationToken stop)
{
    // A few hundred mails in one transaction share one commit and do not keep other writers waiting.
    private const int Size = 200;

    // Large attachments fill memory before they are two hundred.
    private const long MaxBytes = 32_000_000;

    private readonly List<OutgoingMail> _mails = [];
    private readonly List<PreparedMail> _prepared = [];
    private Task<IReadOnlyList<OutboxDecision>>? _writing;
    private int _seen;
    private long _bytes;
    private int _mailsShown;
    private int _recipientsShown;

    /// <summary>Whether nothing is changed.</summary>
    public bool IsWhatIf { get; init; }

    /// <summary>Whether all mails go together, however many there are.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether a recipient that is no address is an error, since all or nothing goes.</summary>
    public bool IsAtomic { get; init; }

    public int Count => _prepared.Count;

    public bool IsFull => !IsHeld && (_mails.Count >= Size || _bytes >= MaxBytes);

    public void Add(OutgoingMail mail)
    {
        _seen++;
        _bytes += mail.Content.Length;
        _mails.Add(mail);
    }

    /// <summary>Runs the preflight of what was added; what it blocks is an error of its own.</summary>
    public void CheckAll(Func<OutgoingMail, bool, FindingList> check)
    {
        foreach (var mail in _mails)
        {
            try
            {
                var findings = check(mail, _seen >= MailPreflight.BulkThreshold);
                var prepared = outbox.Prepare(preflight.Judge(mail, findings));
                _prepared.Add(IsAtomic && prepared.Invalid.Count > 0
                    ? throw OutboxErrors.InvalidRecipient(prepared.Invalid[0].Address, prepared.Invalid[0].Reason)
                    : prepared);
            }
            catch (MailOpsException e)
            {
                fail(e, mail.InputObject ?? string.Join(", ", mail.Recipients));
            }
        }

        _mails.Clear();
        _bytes = 0;
    }

    /// <summary>How many mails to how many recipients: what is refused counts for nothing.</summary>
    public string Describe()
    {
        var mails = IsWhatIf ? _mailsShown : _prepared.Count(p => p.ValidRecipients > 0);
        var recipients = IsWhatIf ? _recipientsShown : _prepared.Sum(p => p.ValidRecipients);
        return string.Format(CultureInfo.CurrentCulture, OutboxTexts.MailsAndRecipients.Current, mails, recipients);
    }

    public void Clear() => _prepared.Clear();

    /// <summary>Begins to queue what was checked, and gives the decisions about the lot before it.</summary>
    public async Task<IReadOnlyList<OutboxDecision>> QueueAsync()
    {
        var mails = _prepared.ToList();
        _prepared.Clear();
        var before = await CompleteAsync().ConfigureAwait(false);
        _writing = Task.Run(() => outbox.EnqueueAsync(mails, IsWhatIf, stop), stop);
        return before;
    }

    /// <summary>Waits for the lot that is being written.</summary>
    public async Task<IReadOnlyList<OutboxDecision>> CompleteAsync()
    {
        if (_writing is null)
        {
            return [];
        }

        var decisions = await _writing.ConfigureAwait(false);
        _writing = null;
        var going = decisions.Where(d => d.Action is OutboxAction.Send or OutboxAction.DelayedUntil or OutboxAction.NeedsApproval or OutboxAction.Held).ToList();
        _recipientsShown += going.Count;
        _mailsShown += going.Select(d => d.Mail).Distinct().Count();
        return decisions;
    }
}
