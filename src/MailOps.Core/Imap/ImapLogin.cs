using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;

namespace MailOps.Imap;

/// <summary>Logs in: AUTHENTICATE by the best mechanism, or LOGIN where the server has none.</summary>
internal sealed class ImapLogin(ImapConnection connection, ImapOptions options, string mailbox)
{
    // RFC 7162 section 4 recommends command lines of at most 8192 octets; a longer initial response waits for the server's "+".
    private const int MaxInitialResponse = 8000;

    // A mechanism takes a handful of steps; a server that asks on and on is not one of them.
    private const int MaxSteps = 16;

    private const string Redacted = "****";

    private readonly MailCredential _credential = options.Credential;

    /// <exception cref="MailOpsException">The log-in failed, or none was tried.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (connection.TlsVersion is null && !options.DangerousAllowCleartextAuthentication)
        {
            throw ImapErrors.CleartextAuthentication(connection.Endpoint);
        }

        await connection.LearnCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        var isOther = mailbox.Length > 0 && !string.Equals(mailbox, _credential.UserName, StringComparison.OrdinalIgnoreCase);
        var joined = isOther && options.MasterSeparator is { } separator && _credential.Kind == MailSecretKind.Password
            ? MailCredential.WithPassword(mailbox + separator + _credential.UserName, _credential.GetSecretAsync)
            : null;
        var credential = joined ?? _credential;
        var actsFor = isOther && joined is null ? mailbox : "";
        var offered = connection.Capabilities.Mechanisms;
        if (Choose(credential.Kind, actsFor, offered) is { } mechanism)
        {
            await AuthenticateAsync(mechanism, credential, actsFor, cancellationToken).ConfigureAwait(false);
        }
        else if (credential.Kind == MailSecretKind.Password && actsFor.Length == 0 && options.Mechanism is null or SaslMechanism.Login
            && !connection.Capabilities.LoginDisabled)
        {
            await LoginAsync(credential, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            throw ImapErrors.NoCommonMechanism(connection.Endpoint, string.Join(" ", offered), credential);
        }
    }

    private SaslMechanism? Choose(MailSecretKind kind, string actsFor, IReadOnlyCollection<string> offered)
    {
        var fitting = actsFor.Length == 0
            ? offered
            : [.. offered.Where(SaslChoice.Delegates)];
        return SaslChoice.Choose(kind, options.Mechanism, fitting);
    }

    private async Task AuthenticateAsync(SaslMechanism mechanism, MailCredential credential, string actsFor, CancellationToken cancellationToken)
    {
        using var sasl = await SaslChoice
            .CreateAsync(mechanism, credential, actsFor, "imap", options.Host, options.EffectivePort, cancellationToken).ConfigureAwait(false);
        var initial = sasl.Start();

        // RFC 4959 section 3: an empty initial response is written "=".
        var encoded = initial is null ? null : initial.Length == 0 ? "=" : Convert.ToBase64String(initial);
        var fits = encoded is { Length: <= MaxInitialResponse } && connection.Capabilities.InitialResponse;
        var command = connection.Command("AUTHENTICATE " + sasl.Name + (fits ? " " + encoded : ""));
        command.Shown = "AUTHENTICATE " + sasl.Name + (fits ? " " + Redacted : "");
        Forget();
        try
        {
            var tag = await connection.SendAsync(command, cancellationToken).ConfigureAwait(false);
            await ExchangeAsync(tag, sasl, fits ? null : initial, cancellationToken).ConfigureAwait(false);
        }
        catch (ImapRefusal e)
        {
            throw Rejected(e.Response, sasl.Detail);
        }

        if (!sasl.IsSatisfied)
        {
            connection.Dispose();
            throw ImapErrors.ServerNotAuthentic(connection.Endpoint, sasl.Name, sasl.Detail);
        }
    }

    private async Task ExchangeAsync(string tag, SaslClient sasl, byte[]? withheld, CancellationToken cancellationToken)
    {
        for (var step = 0; ;)
        {
            var response = await connection.NextAsync(tag, "AUTHENTICATE", cancellationToken).ConfigureAwait(false);
            if (response.Tag == tag)
            {
                return;
            }

            if (!response.IsContinuation)
            {
                continue;
            }

            // The first "+" after a withheld initial response carries no challenge: it asks for that response.
            var answer = step++ == MaxSteps ? null : withheld ?? sasl.Respond(Decode(response.Challenge));
            withheld = null;
            if (answer is null)
            {
                await connection.ContinueAsync("*", "*", "AUTHENTICATE", cancellationToken).ConfigureAwait(false);
                connection.Dispose();
                throw ImapErrors.ServerNotAuthentic(connection.Endpoint, sasl.Name, sasl.Detail);
            }

            await connection.ContinueAsync(Convert.ToBase64String(answer), Redacted, "AUTHENTICATE", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LoginAsync(MailCredential credential, CancellationToken cancellationToken)
    {
        var secret = await credential.GetSecretAsync(cancellationToken).ConfigureAwait(false);
        if (secret.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            // The secret itself must not stand in the message of a refusal.
            throw NetErrors.InvalidSecret();
        }

        var command = connection.Command("LOGIN").String(credential.UserName).String(secret);
        command.Shown = "LOGIN " + Redacted + " " + Redacted;
        Forget();
        try
        {
            await connection.RunAsync(command, null, cancellationToken).ConfigureAwait(false);
        }
        catch (ImapRefusal e)
        {
            throw Rejected(e.Response, "");
        }
    }

    // What is offered changes with the log-in; a server that does not say so is asked.
    private void Forget() => connection.Capabilities = ImapCapabilities.None;

    private MailOpsException Rejected(ImapResponse response, string detail)
    {
        // RFC 5530 section 3: these are about the server, all others about who logs in.
        return response.Code is "UNAVAILABLE" or "INUSE" or "SERVERBUG" or "LIMIT"
            ? ImapErrors.AuthenticationUnavailable(connection.Endpoint, response)
            : ImapErrors.AuthenticationRejected(connection.Endpoint, _credential, mailbox, response, detail);
    }

    private static byte[] Decode(string challenge)
    {
        try
        {
            return Convert.FromBase64String(challenge);
        }
        catch (FormatException)
        {
            // A mechanism that reads its challenges does not take such a text; LOGIN does not read them.
            return Encoding.UTF8.GetBytes(challenge);
        }
    }
}
