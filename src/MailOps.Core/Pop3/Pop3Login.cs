using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;

namespace MailOps.Pop3;

/// <summary>Logs in: AUTH (RFC 5034) where the server tells its mechanisms, else USER and PASS.</summary>
internal sealed class Pop3Login(Pop3Connection connection, Pop3Options options, string mailbox)
{
    private const int MaxSteps = 16;
    private const string Redacted = "****";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var credential = options.Credential;
        var isOther = mailbox.Length > 0 && !string.Equals(mailbox, credential.UserName, StringComparison.OrdinalIgnoreCase);
        var offered = await OfferedAsync(cancellationToken).ConfigureAwait(false);
        var fitting = isOther ? [.. offered.Where(SaslChoice.Delegates)] : offered;
        if (SaslChoice.Choose(credential.Kind, null, fitting) is { } mechanism)
        {
            using var sasl = await SaslChoice
                .CreateAsync(mechanism, credential, isOther ? mailbox : "", "pop", options.Host, options.EffectivePort, cancellationToken).ConfigureAwait(false);
            await AuthenticateAsync(sasl, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (credential.Kind != MailSecretKind.Password || isOther)
        {
            throw Pop3Errors.LoginRefused(connection.Endpoint, credential, "no mechanism fits: " + string.Join(" ", offered));
        }

        var secret = await credential.GetSecretAsync(cancellationToken).ConfigureAwait(false);
        if (secret.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw NetErrors.InvalidSecret();
        }

        Accept(await connection.CommandAsync("USER " + credential.UserName, "USER " + Redacted, cancellationToken).ConfigureAwait(false), "");
        Accept(await connection.CommandAsync("PASS " + secret, "PASS " + Redacted, cancellationToken).ConfigureAwait(false), "");
    }

    private async Task<List<string>> OfferedAsync(CancellationToken cancellationToken)
    {
        List<string> offered = [];
        if ((await connection.CommandAsync("CAPA", "CAPA", cancellationToken).ConfigureAwait(false)).StartsWith("+OK", StringComparison.Ordinal))
        {
            await connection.ReadLinesAsync(
                line =>
                {
                    if (line.StartsWith("SASL ", StringComparison.OrdinalIgnoreCase) && offered.Count == 0)
                    {
                        offered.AddRange(line.Substring(5).ToUpperInvariant().Split([' '], StringSplitOptions.RemoveEmptyEntries).Take(100));
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }

        return offered;
    }

    private async Task AuthenticateAsync(SaslClient sasl, CancellationToken cancellationToken)
    {
        // The initial response waits for the server's "+": RFC 5034 bounds the command line at 255 octets.
        var withheld = sasl.Start();
        var status = await connection.CommandAsync("AUTH " + sasl.Name, "AUTH " + sasl.Name, cancellationToken).ConfigureAwait(false);
        for (var step = 0; status.StartsWith("+ ", StringComparison.Ordinal) || status == "+"; step++)
        {
            var answer = step == MaxSteps ? null : withheld ?? sasl.Respond(Decode(status));
            withheld = null;
            if (answer is null)
            {
                status = await connection.CommandAsync("*", "*", cancellationToken).ConfigureAwait(false);
                break;
            }

            status = await connection.CommandAsync(Convert.ToBase64String(answer), Redacted, cancellationToken).ConfigureAwait(false);
        }

        Accept(status, sasl.Detail);
        if (!sasl.IsSatisfied)
        {
            connection.Dispose();
            throw Pop3Errors.LoginRefused(connection.Endpoint, options.Credential, "the server did not prove itself. " + sasl.Detail);
        }
    }

    private void Accept(string status, string detail)
    {
        if (!status.StartsWith("+OK", StringComparison.Ordinal))
        {
            throw Pop3Errors.LoginRefused(connection.Endpoint, options.Credential, (status + " " + detail).Trim());
        }
    }

    private static byte[] Decode(string status)
    {
        try
        {
            return Convert.FromBase64String(status.Substring(1).Trim());
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
