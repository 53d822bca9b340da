using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Smtp;

namespace MailOps.Domains.Servers;

/// <summary>
/// Tries whether a server takes mail from strangers for strangers, up to RCPT: RSET follows, never DATA, so no mail can arise. Two senders are tried: none,
/// and one that claims to be the server's own, which badly made rules trust.
/// </summary>
internal sealed class RelayTest(SmtpServerCheckOptions options, SmtpServerEndpoint endpoint, ServerSession session, List<Finding> findings)
{
    private const string DefaultRecipient = "relay-test@example.com";

    public async Task<RelayVerdict> RunAsync(CancellationToken cancellationToken)
    {
        var recipient = options.RelayRecipient?.ToString() ?? DefaultRecipient;
        var verdict = RelayVerdict.Refused;
        foreach (var sender in endpoint.Address is null ? new[] { "", "relay-test@" + endpoint.Host } : [""])
        {
            var reply = await TryAsync(sender, recipient, cancellationToken).ConfigureAwait(false);
            if (reply.IsPositive)
            {
                findings.Add(SmtpServerFindings.OpenRelay.Found(endpoint, sender.Length == 0 ? "<>" : sender, recipient));
                return RelayVerdict.Open;
            }

            // "Try later" is greylisting as a rule, and says nothing about what happens later.
            if (!reply.IsPermanent && verdict == RelayVerdict.Refused)
            {
                findings.Add(SmtpServerFindings.RelayUnknown.Found(endpoint, DisplayText.Quote(reply.ToString())));
                verdict = RelayVerdict.Unknown;
            }
        }

        return verdict;
    }

    private async Task<SmtpReply> TryAsync(string sender, string recipient, CancellationToken cancellationToken)
    {
        var reply = await session.CommandAsync("MAIL FROM:<" + sender + ">", cancellationToken).ConfigureAwait(false);
        if (reply.IsPositive)
        {
            reply = await session.CommandAsync("RCPT TO:<" + recipient + ">", cancellationToken).ConfigureAwait(false);
        }

        await session.CommandAsync("RSET", cancellationToken).ConfigureAwait(false);
        return reply;
    }
}
