using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;

namespace MailOps.Domains.Servers;

/// <summary>Offers a server each version of TLS alone, in a connection of its own, all at the same time.</summary>
internal sealed class ServerTlsVersions(
    SmtpServerCheckOptions options, MailClock clock, SmtpServerEndpoint endpoint, IReadOnlyList<IPAddress> addresses, bool isImplicitTls)
{
    private static readonly (TlsVersion Version, string Name)[] Versions =
        [(TlsVersion.Tls10, "TLS 1.0"), (TlsVersion.Tls11, "TLS 1.1"), (TlsVersion.Tls12, "TLS 1.2"), (TlsVersion.Tls13, "TLS 1.3")];

    public async Task<SmtpServerTestResult> RunAsync(SmtpServerTestResult result, List<Finding> findings, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(Versions.Select(v => AskAsync(v.Version, cancellationToken))).ConfigureAwait(false);
        TextList Those(bool? wanted) => new(Versions.Where((_, i) => answers[i].Accepted == wanted).Select(v => v.Name));
        result = result with { AcceptedTlsVersions = Those(true), RefusedTlsVersions = Those(false), UnknownTlsVersions = Those(null) };
        List<string> old = [.. result.AcceptedTlsVersions.Where(v => v is "TLS 1.0" or "TLS 1.1")];
        if (old.Count > 0)
        {
            findings.Add(SmtpServerFindings.OldTls.Found(endpoint, string.Join(", ", old)));
        }

        if (result.RefusedTlsVersions.Contains("TLS 1.3") && result.AcceptedTlsVersions.Count > 0)
        {
            findings.Add(SmtpServerFindings.NoTls13.Found(endpoint));
        }

        if (result.UnknownTlsVersions.Count > 0)
        {
            findings.Add(SmtpServerFindings.TlsUnknown.Found(endpoint, result.UnknownTlsVersions, answers.First(a => a.Accepted is null).Reason));
        }

        return result;
    }

    private async Task<(bool? Accepted, string Reason)> AskAsync(TlsVersion version, CancellationToken cancellationToken)
    {
        try
        {
            using var session = await ServerSession.ConnectAsync(endpoint, addresses, options, clock, cancellationToken).ConfigureAwait(false);
            return await session.WithinDeadlineAsync(token => AskAsync(session, version, token), clock, cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException e)
        {
            return (null, DisplayText.Quote(e.Message.AsSpan(), 300));
        }
    }

    private async Task<(bool? Accepted, string Reason)> AskAsync(ServerSession session, TlsVersion version, CancellationToken cancellationToken)
    {
        if (!isImplicitTls && await ObstacleAsync(session, cancellationToken).ConfigureAwait(false) is { } obstacle)
        {
            return (null, obstacle);
        }

        var accepted = await TlsVersionProbe.RunAsync(session.Net, version, endpoint.Host, session.Deadline, cancellationToken).ConfigureAwait(false);
        return (accepted, accepted is null ? new Localized("the answer is no TLS", "die Antwort ist kein TLS").Current : "");
    }

    private static async Task<string?> ObstacleAsync(ServerSession session, CancellationToken cancellationToken)
    {
        var reply = await session.ReadAsync("greeting", cancellationToken).ConfigureAwait(false);
        reply = reply.IsPositive ? await session.HelloAsync(cancellationToken).ConfigureAwait(false) : reply;
        reply = reply.IsPositive ? await session.CommandAsync("STARTTLS", cancellationToken).ConfigureAwait(false) : reply;
        return reply.IsPositive && !session.Net.HasUnreadBytes ? null : DisplayText.Quote(reply.ToString());
    }
}
