using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Spf;
using MailOps.Dns;

namespace MailOps.Domains.Posture;

/// <summary>What is known about the mail that a domain sends: its sending addresses and some of its messages.</summary>
internal sealed record SenderEvidence
{
    public IReadOnlyList<SentMessage> Messages { get; init; } = [];

    /// <summary>SPF of each sending address, for a sender of the domain.</summary>
    public IReadOnlyList<SpfCheckResult> Spf { get; init; } = [];

    public IReadOnlyList<ReverseName> ReverseNames { get; init; } = [];

    /// <exception cref="MailOpsException">MailOps.Authentication.MessageUnreadable.</exception>
    public static async Task<SenderEvidence> GatherAsync(string domain, MailDomainOptions options, IDnsResolver resolver, CancellationToken cancellationToken)
    {
        var authenticator = new MailAuthenticator(resolver, new DkimOptions { Clock = options.Clock });
        var evaluator = new SpfEvaluator(resolver, new SpfOptions { Clock = options.Clock });
        var messages = Task.WhenAll(options.Messages.Select(path => SentMessage.ReadAsync(path, authenticator, cancellationToken)));
        var names = Task.WhenAll(options.SendingAddresses.Select(address => ReverseName.FindAsync(resolver, address, cancellationToken)));
        var spf = Task.WhenAll(options.SendingAddresses.Select(address => evaluator.CheckAsync(
            new SpfQuery { ClientAddress = address, MailFrom = "postmaster@" + domain, Helo = domain }, cancellationToken).AsTask()));
        await Task.WhenAll(messages, names, spf).ConfigureAwait(false);
        return new SenderEvidence
        {
            Messages = await messages.ConfigureAwait(false),
            ReverseNames = await names.ConfigureAwait(false),
            Spf = await spf.ConfigureAwait(false),
        };
    }
}
