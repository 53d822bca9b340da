using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;

namespace MailOps.Smtp;

/// <summary>Logs in with AUTH (RFC 4954).</summary>
internal sealed class SmtpLogin(SmtpConnection connection, SmtpOptions options, MailCredential credential)
{
    // Section 4.5.3.1.4 of RFC 5321 allows command lines of 512 octets: a longer initial response (every access token) waits for the server's 334.
    private const int MaxCommand = 510;

    // A mechanism takes a handful of steps; a server that asks on and on is not one of them.
    private const int MaxSteps = 16;

    private const string Redacted = "****";

    /// <exception cref="MailOpsException">The log-in failed, or none was tried.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (connection.TlsVersion is null && !options.DangerousAllowCleartextAuthentication)
        {
            throw SmtpErrors.CleartextAuthentication(connection.Endpoint);
        }

        var offered = connection.Capabilities.AuthMechanisms;
        if (offered.Count == 0)
        {
            throw SmtpErrors.AuthenticationNotOffered(connection.Endpoint);
        }

        var mechanism = SaslChoice.Choose(credential.Kind, options.Mechanism, offered)
            ?? throw SmtpErrors.NoCommonMechanism(connection.Endpoint, string.Join(" ", offered), credential);

        // "SMTPSVC" is the service under which Exchange registers itself in Kerberos.
        using var sasl = await SaslChoice
            .CreateAsync(mechanism, credential, "SMTPSVC", options.Host, options.EffectivePort, cancellationToken).ConfigureAwait(false);
        await ExchangeAsync(sasl, cancellationToken).ConfigureAwait(false);
    }

    private async Task ExchangeAsync(SaslClient sasl, CancellationToken cancellationToken)
    {
        var command = "AUTH " + sasl.Name;
        var initial = sasl.Start();

        // Section 4: an empty initial response is written "=".
        var encoded = initial is null ? null : initial.Length == 0 ? "=" : Convert.ToBase64String(initial);
        var fits = encoded is not null && command.Length + 1 + encoded.Length <= MaxCommand;
        var reply = fits
            ? await SendAsync(command + " " + encoded, command + " " + Redacted, cancellationToken).ConfigureAwait(false)
            : await SendAsync(command, command, cancellationToken).ConfigureAwait(false);
        var withheld = fits ? null : initial;
        for (var step = 0; reply.Code == 334; step++)
        {
            // The first 334 after a withheld initial response carries no challenge: it asks for that response.
            var answer = step == MaxSteps ? null : withheld ?? sasl.Respond(Decode(reply));
            withheld = null;
            if (answer is null)
            {
                await SendAsync("*", "*", cancellationToken).ConfigureAwait(false);
                throw SmtpErrors.ServerNotAuthentic(connection.Endpoint, sasl.Name, sasl.Detail);
            }

            reply = await SendAsync(Convert.ToBase64String(answer), Redacted, cancellationToken).ConfigureAwait(false);
        }

        if (reply.Code != 235)
        {
            throw connection.Closing(reply)
                ?? (reply.IsTransient ? SmtpErrors.AuthenticationUnavailable(connection.Endpoint, reply)
                    : reply.IsPermanent ? SmtpErrors.AuthenticationRejected(connection.Endpoint, credential, reply, sasl.Detail)
                    : SmtpErrors.UnexpectedReply(connection.Endpoint, "AUTH", reply));
        }

        if (!sasl.IsSatisfied && (sasl.Respond(Decode(reply)) is null || !sasl.IsSatisfied))
        {
            connection.Dispose();
            throw SmtpErrors.ServerNotAuthentic(connection.Endpoint, sasl.Name, sasl.Detail);
        }
    }

    private ValueTask<SmtpReply> SendAsync(string line, string shown, CancellationToken cancellationToken) =>
        connection.CommandAsync(line, options.Timeouts.Command, cancellationToken, shown);

    private static byte[] Decode(SmtpReply reply)
    {
        try
        {
            return Convert.FromBase64String(reply.Lines[0].Trim());
        }
        catch (FormatException)
        {
            // Some servers ask for LOGIN in plain words ("334 Username:"). A mechanism that reads its challenges does not take such a text.
            return Encoding.UTF8.GetBytes(reply.Lines[0]);
        }
    }
}
