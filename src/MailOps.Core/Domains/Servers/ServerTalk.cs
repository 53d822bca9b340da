using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Smtp;

namespace MailOps.Domains.Servers;

/// <summary>
/// The conversation in which a server shows what it offers: greeting, EHLO, TLS, EHLO again, a few questions, QUIT. Whatever ends it early leaves what is
/// known by then.
/// </summary>
internal sealed class ServerTalk(SmtpServerCheckOptions options, MailClock clock, SmtpServerEndpoint endpoint, IReadOnlyList<IPAddress> addresses)
{
    private static readonly string[] UsualExtensions = ["8BITMIME", "PIPELINING", "SIZE"];

    private bool _hasShownAll;

    /// <summary>What is known so far.</summary>
    public required SmtpServerTestResult Result { get; set; }

    public List<Finding> Findings { get; } = [];

    /// <summary>Whether the server got as far as beginning TLS, so that its versions can be asked for.</summary>
    public bool OffersTls { get; private set; }

    public bool IsImplicitTls { get; } = options.ImplicitTls ?? endpoint.Port == ServerSession.ImplicitTlsPort;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ServerSession session;
        try
        {
            session = await ServerSession.ConnectAsync(endpoint, addresses, options, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException e)
        {
            Unknown(SmtpServerFindings.NotReached.Found(endpoint, e.Message), e.Message);
            return;
        }

        using (session)
        {
            await session.WithinDeadlineAsync(token => TalkAsync(session, token), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    // True for the session's sake, which wants a result of every work.
    private async Task<bool> TalkAsync(ServerSession session, CancellationToken cancellationToken)
    {
        try
        {
            if (IsImplicitTls)
            {
                OffersTls = true;
                await UpgradeAsync(session, cancellationToken).ConfigureAwait(false);
            }

            if (await GreetAsync(session, cancellationToken).ConfigureAwait(false))
            {
                await AskAsync(session, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (MailOpsException e) when (e.Kind is MailOpsErrorKind.Timeout or MailOpsErrorKind.Unavailable)
        {
            Interrupt(e);
        }
        catch (MailOpsException e)
        {
            Findings.Add((NetErrors.ConcernsTls(e) ? SmtpServerFindings.TlsFailed : SmtpServerFindings.NotSmtp)
                .Found(endpoint, DisplayText.Quote(e.Message.AsSpan(), 300)));
            Result = Result with { Verdict = RecordVerdict.Invalid };
        }

        return true;
    }

    // False: there is nobody to talk to.
    private async Task<bool> GreetAsync(ServerSession session, CancellationToken cancellationToken)
    {
        var greeting = await session.ReadAsync("greeting", cancellationToken).ConfigureAwait(false);
        Result = Result with { Banner = DisplayText.Quote(greeting.Lines[0].AsSpan(), 200) };
        if (greeting.IsPositive)
        {
            Result = Result with { Verdict = RecordVerdict.Valid };
            JudgeBanner();
            return true;
        }

        var text = DisplayText.Quote(greeting.ToString());
        if (greeting.Code is 521 or 556)
        {
            Findings.Add(SmtpServerFindings.TakesNoMail.Found(endpoint, text));
            Result = Result with { Verdict = RecordVerdict.Invalid };
        }
        else
        {
            Unknown(SmtpServerFindings.TurnedAway.Found(endpoint, text), text);
        }

        return false;
    }

    private void JudgeBanner()
    {
        var end = Result.Banner.IndexOf(' ');
        var name = end < 0 ? Result.Banner : Result.Banner.Substring(0, end);
        if (!name.Contains('.') || !DomainName.TryParse(name, out var domain))
        {
            Findings.Add(SmtpServerFindings.BannerName.Found(endpoint, Result.Banner));
        }
        else
        {
            BannerName = domain.Ascii;
        }
    }

    /// <summary>The host name in the greeting; null when there is none.</summary>
    public string? BannerName { get; private set; }

    private async Task AskAsync(ServerSession session, CancellationToken cancellationToken)
    {
        var reply = await session.HelloAsync(cancellationToken).ConfigureAwait(false);
        if (!reply.IsPositive)
        {
            var text = DisplayText.Quote(reply.ToString());
            var second = reply.IsPermanent ? await session.CommandAsync("HELO " + session.HeloName, cancellationToken).ConfigureAwait(false) : reply;
            if (!second.IsPositive)
            {
                Unknown(SmtpServerFindings.TurnedAway.Found(endpoint, DisplayText.Quote(second.ToString())), second.ToString());
                return;
            }

            Findings.Add(SmtpServerFindings.NoEhlo.Found(endpoint, text));
        }

        var offered = reply.IsPositive ? SmtpCapabilities.Parse(reply) : SmtpCapabilities.None;
        if (!IsImplicitTls)
        {
            offered = await ProtectAsync(session, offered, cancellationToken).ConfigureAwait(false) ?? SmtpCapabilities.None;
            if (session.Net.IsClosed)
            {
                return;
            }
        }

        Result = Result with { Extensions = new TextList(offered.Keywords.Select(k => DisplayText.Quote(k))) };
        var missing = UsualExtensions.Where(name => !offered.Keywords.Any(k => Names(k, name))).ToList();
        if (reply.IsPositive && missing.Count > 0)
        {
            Findings.Add(SmtpServerFindings.LacksExtensions.Found(endpoint, string.Join(", ", missing)));
        }

        _hasShownAll = true;
        await QuestionAsync(session, "VRFY", cancellationToken).ConfigureAwait(false);
        await QuestionAsync(session, "EXPN", cancellationToken).ConfigureAwait(false);
        if (options.TestRelay)
        {
            Result = Result with { Relay = await new RelayTest(options, endpoint, session, Findings).RunAsync(cancellationToken).ConfigureAwait(false) };
        }

        await QuitAsync(session, cancellationToken).ConfigureAwait(false);
    }

    private static async Task QuitAsync(ServerSession session, CancellationToken cancellationToken)
    {
        try
        {
            await session.CommandAsync("QUIT", cancellationToken).ConfigureAwait(false);
        }
        catch (MailOpsException e)
        {
            // All has been said; some servers hang up without the farewell of RFC 5321 section 4.1.1.10.
            session.Net.Note("QUIT: " + e.Message);
        }
    }

    // What is offered behind TLS; null when there is no TLS to be had and the connection is over.
    private async Task<SmtpCapabilities?> ProtectAsync(ServerSession session, SmtpCapabilities offered, CancellationToken cancellationToken)
    {
        var passwords = offered.AuthMechanisms.Where(m => m is "PLAIN" or "LOGIN").ToList();
        if (passwords.Count > 0)
        {
            Findings.Add(SmtpServerFindings.AuthInClear.Found(endpoint, string.Join(", ", passwords)));
        }

        if (!offered.StartTls)
        {
            Findings.Add(SmtpServerFindings.NoStartTls.Found(endpoint));
            return offered;
        }

        Result = Result with { OffersStartTls = true, Extensions = new TextList(offered.Keywords.Select(k => DisplayText.Quote(k))) };
        var reply = await session.CommandAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
        if (!reply.IsPositive)
        {
            Findings.Add(SmtpServerFindings.StartTlsRefused.Found(endpoint, DisplayText.Quote(reply.ToString())));
            return offered;
        }

        // RFC 3207 section 6: what stands behind the reply in the clear is nothing that the server said; the conversation is over.
        if (session.Net.HasUnreadBytes)
        {
            Findings.Add(SmtpServerFindings.Injection.Found(endpoint));
            Result = Result with { Verdict = RecordVerdict.Invalid };
            session.Dispose();
            return null;
        }

        OffersTls = true;
        await UpgradeAsync(session, cancellationToken).ConfigureAwait(false);
        reply = await session.HelloAsync(cancellationToken).ConfigureAwait(false);
        offered = reply.IsPositive ? SmtpCapabilities.Parse(reply) : SmtpCapabilities.None;
        if (offered.StartTls)
        {
            Findings.Add(SmtpServerFindings.OfferedAgain.Found(endpoint));
        }

        return offered;
    }

    private async Task UpgradeAsync(ServerSession session, CancellationToken cancellationToken)
    {
        await session.StartTlsAsync(endpoint.Host, options, cancellationToken).ConfigureAwait(false);
        var certificate = session.Net.PeerCertificates[0];
        var shown = ServerCertificateCheck.Describe(certificate, session.Net.CertificateRefusal, clock.UtcNow);
        Result = Result with { TlsVersion = session.Net.TlsVersion ?? "", Certificate = shown };
        Findings.AddRange(ServerCertificateCheck.Judge(endpoint.Host, shown, certificate, session.Net.CertificateRefusal, clock.UtcNow));
        if (!shown.IsValid && (IsImplicitTls || endpoint.Port == 587))
        {
            Findings.Add(SmtpServerFindings.ClientsRefuse.Found(endpoint.Host, endpoint.Port));
        }
    }

    // 252 neither confirms nor denies, which is what section 3.5.3 proposes.
    private async Task QuestionAsync(ServerSession session, string command, CancellationToken cancellationToken)
    {
        var reply = await session.CommandAsync(command + " postmaster", cancellationToken).ConfigureAwait(false);
        if (reply.Code is 250 or 251)
        {
            Findings.Add(SmtpServerFindings.VrfyAnswers.Found(endpoint, command, DisplayText.Quote(reply.ToString())));
        }
    }

    // Who hangs up over a question after all else has been shown is known well enough.
    private void Interrupt(MailOpsException e)
    {
        var finding = SmtpServerFindings.Interrupted.Found(endpoint, e.Message);
        if (!_hasShownAll)
        {
            Unknown(finding, e.Message);
            return;
        }

        Findings.Add(finding);
        Result = Result with { Relay = options.TestRelay ? RelayVerdict.Unknown : Result.Relay };
    }

    private void Unknown(Finding finding, string reason)
    {
        Findings.Add(finding);
        Result = Result with { Verdict = RecordVerdict.Unknown, TempError = DisplayText.Quote(reason.AsSpan(), 300) };
    }

    private static bool Names(string keyword, string name) =>
        keyword.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (keyword.Length == name.Length || keyword[name.Length] == ' ');
}
