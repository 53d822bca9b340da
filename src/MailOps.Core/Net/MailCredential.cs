using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Net;

/// <summary>A way to log in (SASL, RFC 4422), to SMTP and IMAP alike.</summary>
public enum SaslMechanism
{
    /// <summary>PLAIN (RFC 4616): the password itself.</summary>
    Plain,

    /// <summary>LOGIN: the password itself, in two steps; never standardised, widely offered.</summary>
    Login,

    /// <summary>SCRAM-SHA-256 (RFC 7677): the server learns no password and has to prove that it knows it.</summary>
    ScramSha256,

    /// <summary>XOAUTH2: an access token, as Google and Microsoft have it.</summary>
    XOAuth2,

    /// <summary>OAUTHBEARER (RFC 7628): an access token.</summary>
    OAuthBearer,

    /// <summary>NTLM, of Exchange on premises; PowerShell 7 only.</summary>
    Ntlm,

    /// <summary>GSSAPI with Kerberos or NTLM behind it, of Exchange on premises; PowerShell 7 only.</summary>
    Negotiate,
}

/// <summary>What a credential proves itself with.</summary>
public enum MailSecretKind
{
    /// <summary>A password.</summary>
    Password,

    /// <summary>An OAuth access token.</summary>
    AccessToken,

    /// <summary>Nothing but the account of this process (Kerberos, NTLM).</summary>
    CurrentUser,
}

/// <summary>
/// A user and the way to its secret. The secret is asked for at each log-in and never kept, written or shown; where it comes from (a vault,
/// an environment variable, a file, a token service) is the business of whoever makes the credential.
/// </summary>
public sealed class MailCredential
{
    private readonly Func<CancellationToken, ValueTask<string>> _secret;

    private MailCredential(string userName, MailSecretKind kind, Func<CancellationToken, ValueTask<string>> secret)
    {
        UserName = userName;
        Kind = kind;
        _secret = secret;
    }

    /// <summary>The user's name; empty for the account of this process.</summary>
    public string UserName { get; }

    /// <summary>What the secret is.</summary>
    public MailSecretKind Kind { get; }

    /// <summary>A user with a password.</summary>
    /// <param name="userName">The name.</param>
    /// <param name="password">Asked at each log-in.</param>
    public static MailCredential WithPassword(string userName, Func<CancellationToken, ValueTask<string>> password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        return new MailCredential(userName, MailSecretKind.Password, password);
    }

    /// <summary>A user with a password.</summary>
    /// <param name="userName">The name.</param>
    /// <param name="password">The password.</param>
    public static MailCredential WithPassword(string userName, string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return WithPassword(userName, _ => new ValueTask<string>(password));
    }

    /// <summary>A user with an OAuth access token.</summary>
    /// <param name="userName">The mailbox that the token is for.</param>
    /// <param name="accessToken">Asked at each log-in, so that it can renew the token.</param>
    public static MailCredential WithAccessToken(string userName, Func<CancellationToken, ValueTask<string>> accessToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(accessToken);
        return new MailCredential(userName, MailSecretKind.AccessToken, accessToken);
    }

    /// <summary>The account that this process runs as, through Kerberos or NTLM; PowerShell 7 only.</summary>
    public static MailCredential ForCurrentUser() => new("", MailSecretKind.CurrentUser, _ => new ValueTask<string>(""));

    /// <summary>The user's name and the kind of secret, never the secret.</summary>
    public override string ToString() => Kind == MailSecretKind.CurrentUser ? "current user" : $"{UserName} ({Kind})";

    internal ValueTask<string> GetSecretAsync(CancellationToken cancellationToken) => _secret(cancellationToken);
}
