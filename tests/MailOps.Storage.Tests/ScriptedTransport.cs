using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Smtp;

namespace MailOps.Tests;

/// <summary>
/// A server that does what a test says. It keeps the promises of <see cref="IMailTransport"/>: the gate is asked before anything of the message
/// is known to it, and only recipients that the gate lets through are served.
/// </summary>
internal sealed class ScriptedTransport : IMailTransport, IMailTransportSource
{
    private readonly ConcurrentDictionary<string, int> _attempts = new();

    /// <summary>What each recipient got, in the order of arrival.</summary>
    public ConcurrentQueue<(string Recipient, string Message)> Delivered { get; } = new();

    /// <summary>Envelopes whose gate was asked.</summary>
    public ConcurrentQueue<MailEnvelope> Envelopes { get; } = new();

    /// <summary>Decides per recipient and attempt (from 1); accepts everything unless told otherwise.</summary>
    public Func<string, int, RecipientOutcome> Script { get; set; } = (recipient, _) => Accept(recipient);

    /// <summary>What happens before the gate is asked, such as a refused connection; null: the connection stands.</summary>
    public Func<string, RecipientOutcome?> Connect { get; set; } = _ => null;

    /// <summary>Runs after the gate and before the outcome.</summary>
    public Func<CancellationToken, Task> WhileSending { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs before the gate.</summary>
    public Func<Task> BeforeGate { get; set; } = () => Task.CompletedTask;

    /// <summary>How many messages were under way at the same time at most.</summary>
    public int MaxUnderWay { get; private set; }

    private int _underWay;

    public static RecipientOutcome Accept(string recipient) =>
        new() { Recipient = recipient, Outcome = MailOutcome.Accepted, Phase = SmtpPhase.FinalDot, Reply = Reply(250, "2.0.0 queued as 4711") };

    public static RecipientOutcome Answer(string recipient, int code, string text, SmtpPhase phase = SmtpPhase.RcptTo) => new()
    {
        Recipient = recipient,
        Outcome = code >= 500 ? MailOutcome.Rejected : code >= 400 ? MailOutcome.Deferred : MailOutcome.Accepted,
        Phase = phase,
        Reply = Reply(code, text),
    };

    public static RecipientOutcome LoseReply(string recipient) => new()
    {
        Recipient = recipient,
        Outcome = MailOutcome.InDoubt,
        Phase = SmtpPhase.FinalDot,
        Failure = new MailFailure
        {
            ErrorId = "MailOps.Net.ConnectionLost", Kind = MailOpsErrorKind.Unavailable, Message = "the connection was lost", Advice = "",
        },
    };

    public IMailTransport Get(string server) => server == "nowhere"
        ? throw new MailOpsException("MailOps.Outbox.InvalidServer", MailOpsErrorKind.InvalidArgument, "no such server", "")
        : this;

    public async Task<MailDeliveryReport> SendAsync(
        MailEnvelope envelope, ReadOnlyMemory<byte> message, MailStartGate? gate, CancellationToken cancellationToken)
    {
        lock (_attempts)
        {
            _underWay++;
            MaxUnderWay = Math.Max(MaxUnderWay, _underWay);
        }

        try
        {
            if (Connect(envelope.Recipients[0].Address) is { } failure)
            {
                return Report(envelope.Recipients.Select(r => failure with { Recipient = r.Address }));
            }

            await BeforeGate();
            var served = await gate!(envelope, cancellationToken);
            Envelopes.Enqueue(envelope);
            await WhileSending(cancellationToken);
            return Report(envelope.Recipients.Select(r => served.Contains(r) ? Serve(r, message) : Withhold(r)).ToList());
        }
        finally
        {
            lock (_attempts)
            {
                _underWay--;
            }
        }
    }

    private static SmtpReply Reply(int code, string text) => new() { Code = code, Lines = [text] };

    private static RecipientOutcome Withhold(EnvelopeRecipient recipient) =>
        new() { Recipient = recipient.Address, Outcome = MailOutcome.Withheld, Phase = SmtpPhase.MailFrom };

    private static MailDeliveryReport Report(IEnumerable<RecipientOutcome> outcomes) => new() { Recipients = [.. outcomes], Server = "mx.test:25" };

    private RecipientOutcome Serve(EnvelopeRecipient recipient, ReadOnlyMemory<byte> message)
    {
        var attempt = _attempts.AddOrUpdate(recipient.Address, 1, (_, count) => count + 1);
        var outcome = Script(recipient.Address, attempt);
        if (outcome.Outcome is MailOutcome.Accepted or MailOutcome.InDoubt)
        {
            Delivered.Enqueue((recipient.Address, Encoding.ASCII.GetString(message.ToArray())));
        }

        return outcome;
    }
}
