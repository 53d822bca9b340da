using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Who logs in to mailboxes, as the parameters of a cmdlet say it.</summary>
internal sealed class MailboxLogin(Func<Func<string>, Task<string>> onPipeline, MailClock clock)
{
    // Many mailboxes are opened one after the other: each log-in gets a token that is at most this old.
    private static readonly TimeSpan TokenAge = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private Task<string>? _token;
    private TimeSpan _askedAt;

    /// <summary>A user with a password.</summary>
    public PSCredential? Credential { get; init; }

    /// <summary>The user's name, in place of that of the credential.</summary>
    public string? UserName { get; init; }

    /// <summary>Where the password is.</summary>
    public string? Secret { get; init; }

    /// <summary>Where the access token is.</summary>
    public string? TokenSecret { get; init; }

    /// <summary>The script that gives the access token.</summary>
    public ScriptBlock? TokenScript { get; init; }

    /// <summary>The way to log in.</summary>
    /// <param name="mailbox">Whose mailbox is meant, which is also who logs in where nobody else is named.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Intake.NoCredential</c>, <c>MailOps.Net.SecretUnavailable</c>.</exception>
    public MailCredential Create(string? mailbox)
    {
        var name = UserName ?? Credential?.UserName ?? mailbox ?? throw NoCredential();
        return this switch
        {
            { TokenScript: not null } => MailCredential.WithAccessToken(name, AskTokenAsync),
            { TokenSecret: { } token } => MailCredential.WithAccessToken(name, SecretReference.Resolve(token, SecretVault.ReadAsync)),
            { Credential: { } credential } => MailCredential.WithPassword(name, credential.GetNetworkCredential().Password),
            { Secret: { } secret } => MailCredential.WithPassword(name, SecretReference.Resolve(secret, SecretVault.ReadAsync)),
            _ => throw NoCredential(),
        };
    }

    private static MailOpsException NoCredential() => new(
        "MailOps.Intake.NoCredential", MailOpsErrorKind.InvalidArgument, MailboxTexts.NoCredential.Current, MailboxTexts.NoCredentialAdvice.Current);

    private ValueTask<string> AskTokenAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_token is null || _token.IsFaulted || _token.IsCanceled || clock.Elapsed - _askedAt > TokenAge)
            {
                _token = onPipeline(RunScript);
                _askedAt = clock.Elapsed;
            }

            return new ValueTask<string>(_token);
        }
    }

    private string RunScript()
    {
        try
        {
            return LanguagePrimitives.ConvertTo<string>(TokenScript!.Invoke().LastOrDefault()) ?? "";
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw new MailOpsException("MailOps.Intake.NoToken", MailOpsErrorKind.AccessDenied, e.Message, MailboxTexts.TokenAdvice.Current, e);
        }
    }
}
