using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Imap;
using MailOps.Mailboxes;
using MailOps.Net;
using MailOps.Recall;

namespace MailOps.Session;

/// <summary>
/// Opens the servers that recalls name. A reference is a URI, <c>imap://admin@host:993/?security=ImplicitTls&amp;separator=*&amp;credential=env:NAME</c>;
/// the secret itself is never in it.
/// </summary>
public sealed class RecallServers : IMailStoreSource
{
    private readonly Dictionary<string, MailCredential> _known = new(StringComparer.Ordinal);

    /// <summary>Reads secrets out of vaults (the argument is what follows <c>secret:</c>); null where there is no vault.</summary>
    public Func<string, CancellationToken, ValueTask<string>>? Vault { get; init; }

    /// <summary>Writes a reference.</summary>
    /// <param name="options">The server; its credential names the user.</param>
    /// <param name="secret">Where the secret is, <c>env:NAME</c>, <c>file:PATH</c> or <c>secret:Vault/Name</c>; empty for only in this process.</param>
    public static string Describe(ImapOptions options, string secret)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(secret);
        var host = options.Host.Contains(':') ? "[" + options.Host + "]" : options.Host;
        return "imap://" + Uri.EscapeDataString(options.Credential.UserName) + "@" + host
            + (options.Port is { } port ? ":" + port.ToString(CultureInfo.InvariantCulture) : "") + "/?security=" + options.Security
            + (options.MasterSeparator is { } separator ? "&separator=" + Uri.EscapeDataString(separator) : "")
            + (options.DangerousAcceptAnyCertificate ? "&anycertificate=1" : "")
            + (secret.Length > 0 ? "&credential=" + Uri.EscapeDataString(secret) : "");
    }

    /// <summary>Keeps a credential in memory for the recalls of this process.</summary>
    /// <param name="server">The reference.</param>
    /// <param name="credential">Who logs in.</param>
    public void Use(string server, MailCredential credential) => _known[server] = credential;

    /// <inheritdoc/>
    public IMailStore? Open(string server)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (!Uri.TryCreate(server, UriKind.Absolute, out var uri) || uri.Scheme != "imap" || uri.UserInfo.Length == 0)
        {
            return null;
        }

        var values = ReadQuery(uri.Query);
        var user = Uri.UnescapeDataString(uri.UserInfo);
        var credential = _known.TryGetValue(server, out var known) ? known : FindSecret(user, Value(values, "credential"));
        return credential is null ? null : new ImapMailStore(new ImapOptions
        {
            Host = uri.Host.Trim('[', ']'),
            Port = uri.Port > 0 ? uri.Port : null,
            Credential = credential,
            Security = Enum.TryParse<ConnectionSecurity>(Value(values, "security"), out var security) ? security : ConnectionSecurity.ImplicitTls,
            MasterSeparator = values.TryGetValue("separator", out var separator) ? separator : null,
            DangerousAcceptAnyCertificate = values.ContainsKey("anycertificate"),
            DangerousAllowCleartextAuthentication = security == ConnectionSecurity.None && values.ContainsKey("security"),
        });
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

    private MailCredential? FindSecret(string user, string secret)
    {
        var colon = secret.IndexOf(':');
        var name = colon < 0 ? "" : secret.Substring(colon + 1);
        return (colon < 0 ? "" : secret.Substring(0, colon)) switch
        {
            "env" when Environment.GetEnvironmentVariable(name) is { Length: > 0 } value => MailCredential.WithPassword(user, value),
            "file" when File.Exists(name) => MailCredential.WithPassword(user, _ => new ValueTask<string>(File.ReadAllText(name).TrimEnd('\r', '\n'))),
            "secret" when Vault is { } vault => MailCredential.WithPassword(user, token => vault(name, token)),
            _ => null,
        };
    }
}
