using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Net;

/// <summary>Chooses how to log in.</summary>
internal static class SaslChoice
{
    // The strongest first. PLAIN comes before LOGIN because it has a specification.
    private static readonly SaslMechanism[] Passwords =
        [SaslMechanism.ScramSha256, SaslMechanism.Plain, SaslMechanism.Login, SaslMechanism.Ntlm, SaslMechanism.Negotiate];

    private static readonly SaslMechanism[] Tokens = [SaslMechanism.OAuthBearer, SaslMechanism.XOAuth2];

    private static readonly SaslMechanism[] Accounts = [SaslMechanism.Negotiate, SaslMechanism.Ntlm];

    /// <summary>The mechanism to use.</summary>
    /// <param name="kind">What the credential is.</param>
    /// <param name="wanted">The one asked for; null for any.</param>
    /// <param name="offered">The names that the server offers, in upper case.</param>
    /// <returns>Null when there is none that the server offers and the credential fits.</returns>
    public static SaslMechanism? Choose(MailSecretKind kind, SaslMechanism? wanted, IReadOnlyCollection<string> offered)
    {
        var fitting = kind switch
        {
            MailSecretKind.AccessToken => Tokens,
            MailSecretKind.CurrentUser => Accounts,
            _ => Passwords,
        };
        foreach (var mechanism in fitting)
        {
            if ((wanted is null || wanted == mechanism) && offered.Contains(NameOf(mechanism))
                && (wanted is not null || kind == MailSecretKind.CurrentUser || PlatformSasl.IsSupported || !IsOfTheSystem(mechanism)))
            {
                return mechanism;
            }
        }

        return null;
    }

    /// <summary>Whether a mechanism can log in as one and act for another.</summary>
    public static bool Delegates(string mechanism) => mechanism is "PLAIN" or "SCRAM-SHA-256" or "XOAUTH2" or "OAUTHBEARER";

    /// <summary>The name on the wire.</summary>
    public static string NameOf(SaslMechanism mechanism) => mechanism switch
    {
        SaslMechanism.Plain => "PLAIN",
        SaslMechanism.Login => "LOGIN",
        SaslMechanism.ScramSha256 => "SCRAM-SHA-256",
        SaslMechanism.XOAuth2 => "XOAUTH2",
        SaslMechanism.OAuthBearer => "OAUTHBEARER",
        SaslMechanism.Ntlm => "NTLM",
        SaslMechanism.Negotiate => "GSSAPI",
        _ => throw new ArgumentOutOfRangeException(nameof(mechanism)),
    };

    /// <summary>Makes the client's side; asks the credential for its secret.</summary>
    /// <param name="mechanism">The mechanism chosen.</param>
    /// <param name="credential">Who logs in.</param>
    /// <param name="service">The service's name in Kerberos, such as <c>SMTPSVC</c>.</param>
    /// <param name="host">The server.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cancellationToken">Ends the wait for the secret.</param>
    public static ValueTask<SaslClient> CreateAsync(
        SaslMechanism mechanism, MailCredential credential, string service, string host, int port, CancellationToken cancellationToken) =>
        CreateAsync(mechanism, credential, "", service, host, port, cancellationToken);

    /// <summary>Makes the client's side of somebody who acts for another one; asks the credential for its secret.</summary>
    /// <param name="mechanism">The mechanism chosen; one that <see cref="Delegates(string)"/> where there is somebody to act for.</param>
    /// <param name="credential">Who logs in.</param>
    /// <param name="authorizationId">Whom to act for; empty for nobody else.</param>
    /// <param name="service">The service's name in Kerberos.</param>
    /// <param name="host">The server.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cancellationToken">Ends the wait for the secret.</param>
    public static async ValueTask<SaslClient> CreateAsync(
        SaslMechanism mechanism,
        MailCredential credential,
        string authorizationId,
        string service,
        string host,
        int port,
        CancellationToken cancellationToken)
    {
        var secret = await credential.GetSecretAsync(cancellationToken).ConfigureAwait(false);

        // A token of an application names the mailbox that it is used for as its user.
        var tokenUser = authorizationId.Length == 0 ? credential.UserName : authorizationId;
        if (secret.Contains('\0') || credential.UserName.Contains('\0') || authorizationId.Contains('\0'))
        {
            // PLAIN separates by NUL: a NUL inside would log in as somebody else.
            throw NetErrors.InvalidSecret();
        }

        return mechanism switch
        {
            SaslMechanism.Plain => new SaslPlain(credential.UserName, secret, authorizationId),
            SaslMechanism.Login => new SaslLogin(credential.UserName, secret),
            SaslMechanism.ScramSha256 => new SaslScram(credential.UserName, secret, nonce: null, authorizationId),
            SaslMechanism.XOAuth2 when HasNoControls(secret, tokenUser) => new SaslXOAuth2(tokenUser, secret),
            SaslMechanism.OAuthBearer when HasNoControls(secret, tokenUser) =>
                new SaslOAuthBearer(tokenUser, secret, host, port),
            SaslMechanism.XOAuth2 or SaslMechanism.OAuthBearer => throw NetErrors.InvalidSecret(),
            _ => PlatformSasl.Create(NameOf(mechanism), credential.UserName, secret, service + "/" + host),
        };
    }

    // Both token mechanisms separate their parts by ^A.
    private static bool HasNoControls(string secret, string userName) => !secret.Any(char.IsControl) && !userName.Any(char.IsControl);

    private static bool IsOfTheSystem(SaslMechanism mechanism) => mechanism is SaslMechanism.Ntlm or SaslMechanism.Negotiate;
}
