using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;
using MailOps.Net;
using MailOps.Recall;

namespace MailOps.Session;

/// <summary>
/// Opens the mailboxes that recalls name. A reference is a URI, <c>imap://admin@host:993/?security=ImplicitTls&amp;separator=*&amp;credential=env:NAME</c>
/// (with <c>login=token</c> where the secret is an access token), or <c>maildir:?path=…</c>; the secret itself is never in it.
/// </summary>
public sealed class RecallServers : IMailStoreSource
{
    private const string Imap = "imap";
    private const string Maildir = "maildir";
    private const string Token = "token";

    /// <summary>Reads secrets out of vaults (the argument is what follows <c>secret:</c>); null where there is no vault.</summary>
    public Func<string, CancellationToken, ValueTask<string>>? Vault { get; init; }

    /// <summary>The clock.</summary>
    public MailClock Clock { get; init; } = MailClock.System;

    /// <summary>Writes a reference.</summary>
    /// <param name="connection">How to reach the mailboxes; its credential names the user.</param>
    /// <param name="secret">Where the secret is, <c>env:NAME</c>, <c>file:PATH</c> or <c>secret:Vault/Name</c>; empty for only in this process.</param>
    public static string Describe(MailboxConnection connection, string secret)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(secret);
        if (connection.MaildirPath.Length > 0)
        {
            return Maildir + ":?path=" + Uri.EscapeDataString(connection.MaildirPath);
        }

        var host = connection.Host.Contains(':') ? "[" + connection.Host + "]" : connection.Host;
        return Imap + "://" + Uri.EscapeDataString(connection.Credential?.UserName ?? "") + "@" + host
            + (connection.Port is { } port ? ":" + port.ToString(CultureInfo.InvariantCulture) : "") + "/?security=" + connection.EffectiveSecurity
            + (connection.MasterSeparator is { } separator ? "&separator=" + Uri.EscapeDataString(separator) : "")
            + (connection.TrustedRootPath.Length > 0 ? "&roots=" + Uri.EscapeDataString(connection.TrustedRootPath) : "")
            + (connection.DangerousAcceptAnyCertificate ? "&anycertificate=1" : "")
            + (connection.Credential?.Kind == MailSecretKind.AccessToken ? "&login=" + Token : "")
            + (secret.Length > 0 ? "&credential=" + Uri.EscapeDataString(secret) : "");
    }

    /// <inheritdoc/>
    public IMailStore? Open(string server) => Open(server, known: null);

    /// <summary>Opens mailboxes.</summary>
    /// <param name="server">The reference.</param>
    /// <param name="known">Who logs in; null for the one whom the reference names.</param>
    /// <returns>The mailboxes; null when the reference is none, or its secret is not at hand.</returns>
    public IMailStore? Open(string server, MailCredential? known)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (!Uri.TryCreate(server, UriKind.Absolute, out var uri))
        {
            return null;
        }

        var values = ReadQuery(uri.Query);
        if (uri.Scheme == Maildir && Value(values, "path") is { Length: > 0 } path)
        {
            return new MailboxConnection { MaildirPath = path, Clock = Clock }.CreateStore();
        }

        var user = Uri.UnescapeDataString(uri.UserInfo);
        var credential = uri.Scheme != Imap || user.Length == 0 ? null
            : known ?? FindCredential(user, Value(values, "credential"), Value(values, "login") == Token);
        return credential is null ? null : new MailboxConnection
        {
            Host = uri.Host.Trim('[', ']'),
            Port = uri.Port > 0 ? uri.Port : null,
            Credential = credential,
            Security = Enum.TryParse<ConnectionSecurity>(Value(values, "security"), out var security) ? security : ConnectionSecurity.ImplicitTls,
            MasterSeparator = values.TryGetValue("separator", out var separator) ? separator : null,
            TrustedRootPath = Value(values, "roots"),
            DangerousAcceptAnyCertificate = values.ContainsKey("anycertificate"),
            Clock = Clock,
        }.CreateStore();
    }

    private static string Value(Dictionary<string, string> values, string name) => values.TryGetValue(name, out var value) ? value : "";

    private static Dictionary<string, string> ReadQuery(string query)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            values[equals < 0 ? pair : pair.Substring(0, equals)] = equals < 0 ? "" : Uri.UnescapeDataString(pair.Substring(equals + 1));
        }

        return values;
    }

    private MailCredential? FindCredential(string user, string secret, bool isToken)
    {
        try
        {
            var found = SecretReference.Resolve(secret, Vault);
            return isToken ? MailCredential.WithAccessToken(user, found) : MailCredential.WithPassword(user, found);
        }
        catch (MailOpsException e) when (e.ErrorId == NetErrors.SecretUnavailableId)
        {
            return null;
        }
    }
}
