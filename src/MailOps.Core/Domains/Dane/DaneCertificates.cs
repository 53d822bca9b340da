using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.Servers;
using MailOps.Net;
using MailOps.Smtp;

namespace MailOps.Domains.Dane;

/// <summary>Fetches the certificates of a mail server over STARTTLS, or says why they are not to be had.</summary>
internal sealed class DaneCertificates(DaneCheckOptions options, MailClock clock)
{
    internal sealed record Outcome
    {
        public IReadOnlyList<X509Certificate2> Chain { get; init; } = [];

        /// <summary>What kept them away; null when they are there.</summary>
        public Finding? Finding { get; init; }

        /// <summary>Why nobody knows; empty when the server itself is at fault.</summary>
        public string TempError { get; init; } = "";
    }

    public async Task<Outcome> FetchAsync(string host, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken)
    {
        var endpoint = new SmtpServerEndpoint { Host = host, Port = options.Port };
        var talk = new SmtpServerCheckOptions { ConnectTimeout = options.ConnectTimeout, Timeout = options.Timeout, HeloName = options.HeloName };
        try
        {
            using var session = await ServerSession.ConnectAsync(endpoint, addresses, talk, clock, cancellationToken).ConfigureAwait(false);
            return await session.WithinDeadlineAsync(token => TalkAsync(session, host, talk, token), clock, cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException e) when (NetErrors.ConcernsTls(e))
        {
            return new Outcome { Finding = DaneFindings.TlsFailed.Found(host, DisplayText.Quote(e.Message.AsSpan(), 300)) };
        }
        catch (MailOpsException e)
        {
            return Unknown(host, e.Message);
        }
    }

    private async Task<Outcome> TalkAsync(ServerSession session, string host, SmtpServerCheckOptions talk, CancellationToken cancellationToken)
    {
        if (options.Port != ServerSession.ImplicitTlsPort)
        {
            var reply = await session.ReadAsync("greeting", cancellationToken).ConfigureAwait(false);
            reply = reply.IsPositive ? await session.HelloAsync(cancellationToken).ConfigureAwait(false) : reply;
            if (!reply.IsPositive)
            {
                return Unknown(host, reply.ToString());
            }

            if (!SmtpCapabilities.Parse(reply).StartTls)
            {
                return new Outcome { Finding = DaneFindings.NoStartTls.Found(host) };
            }

            reply = await session.CommandAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
            if (!reply.IsPositive || session.Net.HasUnreadBytes)
            {
                return new Outcome { Finding = DaneFindings.TlsFailed.Found(host, DisplayText.Quote(reply.ToString())) };
            }
        }

        await session.StartTlsAsync(host, talk, cancellationToken).ConfigureAwait(false);
        return new Outcome { Chain = session.Net.PeerCertificates };
    }

    private static Outcome Unknown(string host, string reason)
    {
        var shown = DisplayText.Quote(reason.AsSpan(), 300);
        return new Outcome { Finding = DaneFindings.NotFetched.Found(host, shown), TempError = shown };
    }
}
