using System;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.Suppression;

/// <summary>Walks once along the mails to one address, in the order in which they were sent, and along what people did in between.</summary>
internal sealed class SuppressionWalk(SuppressionPolicy policy, DateTime asOf)
{
    private SuppressionState? _state;
    private SuppressionBasis _basis;
    private DateTime _since;
    private DateTime _updatedAt;
    private DateTime? _acceptedAt;
    private DateTime? _lastFailure;
    private DateTime? _lastOutOfReach;
    private int _row;
    private string _address = "";
    private JournalEvent? _evidence;

    /// <summary>Passes what a person did.</summary>
    public void Pass(JournalEvent person)
    {
        if (person.Kind == JournalEventKind.SuppressionAdded)
        {
            if (!SuppressionGuard.IsProtected(person.Address, policy))
            {
                Block(person, SuppressionBasis.Manual);
            }

            return;
        }

        // Unblocked: what was sent before does not count any more, and what is sent from now on is on probation.
        if (_state is not null)
        {
            Note(person);
            (_row, _lastFailure) = (0, null);
            Enter(SuppressionState.Probation, SuppressionBasis.None, person.At);
            _evidence = person;
        }
    }

    /// <summary>Passes a mail.</summary>
    public void Pass(MailFate fate)
    {
        if (fate.Complaint is { } complaint)
        {
            Complain(complaint);
        }

        if (fate.Failure is { } failure)
        {
            Fail(failure, fate.SentAt);
        }
        else if (fate.ArrivedAt(asOf, policy.QuietAfterAcceptance) is { } arrived)
        {
            Succeed(arrived);
        }
        else if (fate.Delay is { } delay)
        {
            Fail(delay, fate.SentAt);
        }

        if (_state is not null && fate.Failure is null)
        {
            _acceptedAt = fate.AcceptedAt ?? fate.DeliveredAt ?? _acceptedAt;
        }
    }

    public SuppressionEntry? ToEntry() => _state is not { } state || _evidence is not { } evidence
        ? null
        : new SuppressionEntry
        {
            Address = _address,
            State = state,
            Basis = _basis,
            Since = _since,
            UpdatedAt = _updatedAt,
            SoftFailures = _row,
            AcceptedAt = _acceptedAt,
            Reason = evidence.Reason,
            Status = evidence.Status.ToString(),
            Diagnostic = evidence.Text,
            MessageId = evidence.MessageId,
            Server = evidence.Server,
            Actor = evidence.Actor,
            Run = evidence.Run,
            Evidence = evidence.Sequence,
        };

    private void Complain(JournalEvent item)
    {
        if (CanBlock(item) && (policy.BlockComplaintAtOnce || _state == SuppressionState.Probation))
        {
            Block(item, SuppressionBasis.Complaint);
        }
        else
        {
            Note(item);
        }
    }

    private void Fail(JournalEvent item, DateTime sentAt)
    {
        if (!SuppressionGuard.IsAboutRecipient(item))
        {
            return;
        }

        if (!CanBlock(item))
        {
            Note(item);
            return;
        }

        // However much mail an outage of one's own lines swallows, it is one outage: such failures count once in the time that servers try.
        var isOutOfReach = SuppressionGuard.IsOutOfReach(item);
        if (isOutOfReach && sentAt - _lastOutOfReach < policy.QuietAfterAcceptance)
        {
            Note(item);
            return;
        }

        _lastOutOfReach = isOutOfReach ? sentAt : _lastOutOfReach;
        var isHard = item.Permanence == BouncePermanence.Hard && !isOutOfReach;
        _row = sentAt - _lastFailure > policy.StreakExpiry ? 0 : _row;
        _row += isHard && policy.BlockHardAtOnce ? 0 : 1;
        _lastFailure = sentAt;

        // On probation the next failure blocks, whatever others may have. "Five further times after the first": the limit counts those
        // behind the first one.
        if ((isHard && policy.BlockHardAtOnce) || (_state == SuppressionState.Probation && !isOutOfReach) || _row > policy.SoftLimit)
        {
            Block(item, isHard ? SuppressionBasis.Hard : SuppressionBasis.Soft);
        }
        else
        {
            Note(item);
        }
    }

    private void Succeed(DateTime arrived)
    {
        (_row, _lastFailure) = (0, null);
        if (_state == SuppressionState.Probation)
        {
            Enter(SuppressionState.Observed, SuppressionBasis.None, arrived);
        }
    }

    private bool CanBlock(JournalEvent item) => SuppressionGuard.IsProven(item) && !SuppressionGuard.IsProtected(item.Address, policy);

    private void Block(JournalEvent item, SuppressionBasis basis)
    {
        Note(item);

        // The evidence stays that of the block: later failures say no more. A person's word replaces what mail had said.
        if (_state != SuppressionState.Blocked || (basis == SuppressionBasis.Manual && _basis != basis))
        {
            Enter(SuppressionState.Blocked, basis, item.At);
            _evidence = item;
        }
    }

    private void Note(JournalEvent item)
    {
        if (_state is null)
        {
            _address = item.Address;
            Enter(SuppressionState.Observed, SuppressionBasis.None, item.At);
        }

        if (_state != SuppressionState.Blocked)
        {
            _evidence = item;
        }

        _updatedAt = item.At > _updatedAt ? item.At : _updatedAt;
    }

    private void Enter(SuppressionState state, SuppressionBasis basis, DateTime at) => (_state, _basis, _since) = (state, basis, at);
}
