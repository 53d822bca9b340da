using System.Collections.Generic;

namespace MailOps.Smtp;

/// <summary>
/// What the replies of one transaction mean for each of its recipients. A reply that makes no sense, and one that says goodbye, ends the connection.
/// </summary>
internal sealed class SmtpTransactionOutcomes(SmtpConnection connection, SmtpEnvelopeText envelope, IReadOnlyList<int> recipients)
{
    private readonly RecipientOutcome?[] _all = new RecipientOutcome?[recipients.Count];

    // Indexes into recipients whose RCPT was accepted.
    private readonly List<int> _accepted = [];

    // The 421 after which the server hung up.
    private SmtpException? _closing;

    /// <summary>One outcome for each of the recipients, once the transaction has ended.</summary>
    public IReadOnlyList<RecipientOutcome> All => _all!;

    /// <summary>How many RCPTs were accepted.</summary>
    public int Accepted => _accepted.Count;

    /// <summary>Whether the server has said anything in this transaction.</summary>
    public bool HasReply { get; set; }

    /// <summary>
    /// Whether the server had gone, or said goodbye, before it heard of the message: a reused connection was dead already then.
    /// </summary>
    public bool WasDead { get; private set; }

    /// <summary>Whether a recipient has no outcome yet.</summary>
    public bool IsOpen(int index) => _all[index] is null;

    /// <summary>Takes the reply to MAIL; false when nobody gets the message.</summary>
    public bool TakeMailReply(SmtpReply reply)
    {
        HasReply = true;
        if (reply.IsPositive)
        {
            return true;
        }

        DecideRest(reply, SmtpPhase.MailFrom);
        return false;
    }

    /// <summary>Takes the reply to the RCPT of one recipient.</summary>
    public void TakeRcptReply(int index, SmtpReply reply)
    {
        // After a refused MAIL the replies to its RCPTs say nothing new.
        if (_all[index] is not null)
        {
            return;
        }

        if (reply.IsPositive)
        {
            _accepted.Add(index);
            return;
        }

        Decide(index, reply, SmtpPhase.RcptTo);
    }

    /// <summary>Takes a reply that concerns everybody whose RCPT was accepted.</summary>
    public void DecideAccepted(SmtpReply reply, SmtpPhase phase)
    {
        foreach (var index in _accepted)
        {
            Decide(index, reply, phase);
        }
    }

    private void DecideRest(SmtpReply reply, SmtpPhase phase)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            if (IsOpen(i))
            {
                Decide(i, reply, phase);
            }
        }
    }

    private void Decide(int index, SmtpReply reply, SmtpPhase phase)
    {
        if (connection.Closing(reply) is { } closing)
        {
            // RFC 5321 section 3.8: the server hangs up now; asking it for more would only meet a closed connection.
            _closing = closing;
            WasDead |= phase == SmtpPhase.MailFrom;
            Set(index, MailOutcome.Deferred, phase, reply, closing);
            connection.Dispose();
            return;
        }

        if (reply.IsTransient || (phase == SmtpPhase.RcptTo && IsTooManyRecipients(reply)))
        {
            Set(index, MailOutcome.Deferred, phase, reply, failure: null);
        }
        else if (reply.IsPermanent)
        {
            Set(index, MailOutcome.Rejected, phase, reply, failure: null);
        }
        else if (reply.IsPositive && phase == SmtpPhase.FinalDot)
        {
            Set(index, MailOutcome.Accepted, phase, reply, failure: null);
        }
        else
        {
            // A 354 where 250 belongs, a 250 where 354 does: nobody knows what this server means.
            Set(
                index,
                phase == SmtpPhase.FinalDot ? MailOutcome.InDoubt : MailOutcome.Deferred,
                phase,
                reply,
                SmtpErrors.UnexpectedReply(connection.Endpoint, phase.ToString(), reply));
            connection.Dispose();
        }
    }

    // RFC 5321 section 4.5.3.1.10: a 552 for too many recipients is meant as 452. Without a status it means a full mailbox, unless a hundred
    // recipients, the number that every server has to take, came before.
    private bool IsTooManyRecipients(SmtpReply reply) => reply.Code == 552
        && (reply.EnhancedStatus == EnhancedStatus.Create(5, 5, 3) || (!reply.EnhancedStatus.HasValue && _accepted.Count >= 100));

    /// <summary>The connection is lost, or the server has lost its senses: whoever has no outcome yet gets this one.</summary>
    public void Fail(MailOpsException e) => Fail(e, connection.Phase);

    /// <inheritdoc cref="Fail(MailOpsException)"/>
    public void Fail(MailOpsException e, SmtpPhase phase)
    {
        connection.Dispose();
        WasDead = !HasReply && phase == SmtpPhase.MailFrom && e.ErrorId == "MailOps.Net.ConnectionLost";
        e = _closing ?? e;
        for (var i = 0; i < _all.Length; i++)
        {
            if (_all[i] is null)
            {
                Set(i, phase == SmtpPhase.FinalDot ? MailOutcome.InDoubt : MailOutcome.Deferred, phase, (e as SmtpException)?.Reply, e);
            }
        }
    }

    public void Set(int index, MailOutcome outcome, SmtpPhase phase, SmtpReply? reply, MailOpsException? failure) =>
        _all[index] = SmtpOutcomes.Of(envelope.Recipients[recipients[index]].Source, outcome, phase, reply, failure);
}
